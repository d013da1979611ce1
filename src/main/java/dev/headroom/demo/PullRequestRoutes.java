package dev.headroom.demo;

import static dev.headroom.demo.Router.Access.INSTALLATION;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The routes of pull requests and their reviews. */
final class PullRequestRoutes {
    private final HostedRepository repository;
    private final Documents documents;
    private final String appLogin;

    PullRequestRoutes(HostedRepository repository, Documents documents, String appLogin) {
        this.repository = repository;
        this.documents = documents;
        this.appLogin = appLogin;
    }

    void addTo(Router router) {
        String pull = "/repos/{owner}/{repo}/pulls/{number}";
        String review = pull + "/reviews/{review}";
        router.add("GET", pull, INSTALLATION, request -> Answer.ok(documents.pull(pull(request))));
        router.add("GET", pull + "/files", INSTALLATION, this::files);
        router.add("GET", pull + "/reviews", INSTALLATION, this::reviews);
        router.add("POST", pull + "/reviews", INSTALLATION, this::submit);
        router.add("GET", review, INSTALLATION, request -> answer(request, review(request)));
        router.add("PUT", review, INSTALLATION, this::edit);
        router.add("DELETE", review, INSTALLATION, this::deletePending);
        router.add("PUT", review + "/dismissals", INSTALLATION, this::dismiss);
    }

    private HostedPullRequest pull(ApiRequest request) {
        return repository.pull(request.number("number"));
    }

    private PostedReview review(ApiRequest request) {
        PostedReview review = pull(request).reviews.get(request.number("review"));
        if (review == null) {
            throw Refusal.notFound();
        }
        return review;
    }

    private Answer answer(ApiRequest request, PostedReview review) {
        return Answer.ok(documents.review(pull(request), review, appLogin));
    }

    private Answer files(ApiRequest request) {
        HostedPullRequest pull = pull(request);
        List<GitReader.DiffFile> files = pull.files();
        List<Map<String, Object>> page = Paging.page(request, files).stream()
                .map(file -> documents.file(file, pull.headSha))
                .toList();
        return Paging.linked(request, documents.base(), files.size(), Answer.ok(page));
    }

    private Answer reviews(ApiRequest request) {
        HostedPullRequest pull = pull(request);
        List<PostedReview> reviews = new ArrayList<>(pull.reviews.values());
        List<Map<String, Object>> page = Paging.page(request, reviews).stream()
                .map(review -> documents.review(pull, review, appLogin))
                .toList();
        return Paging.linked(request, documents.base(), reviews.size(), Answer.ok(page));
    }

    private Answer submit(ApiRequest request) {
        HostedPullRequest pull = pull(request);
        return answer(request, pull.add(ReviewRequest.read(request.json(), pull, appLogin), appLogin));
    }

    private Answer edit(ApiRequest request) {
        String body = text(request, "body");
        pull(request).change(review(request), review -> review.withBody(body));
        return answer(request, review(request));
    }

    private Answer dismiss(ApiRequest request) {
        text(request, "message");
        if (!List.of("CHANGES_REQUESTED", "APPROVED").contains(review(request).state())) {
            throw Refusal.unprocessable(
                    "Can not dismiss a " + review(request).state().toLowerCase(Locale.ROOT) + " pull request review");
        }
        pull(request).change(review(request), review -> review.withState("DISMISSED"));
        return answer(request, review(request));
    }

    private Answer deletePending(ApiRequest request) {
        PostedReview review = review(request);
        if (!review.state().equals("PENDING")) {
            throw Refusal.unprocessable("Can not delete a non-pending pull request review");
        }
        pull(request).reviews.remove(review.id());
        return answer(request, review);
    }

    private static String text(ApiRequest request, String field) {
        JsonNode text = request.json().path(field);
        if (!text.isTextual() || text.asText().isBlank()) {
            throw Refusal.unprocessable(field + " can't be blank");
        }
        return text.asText();
    }
}
