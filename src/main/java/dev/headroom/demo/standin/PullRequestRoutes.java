package dev.headroom.demo.standin;

import static dev.headroom.demo.standin.Router.Access.INSTALLATION;

import java.util.ArrayList;
import java.util.List;
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
        router.add("DELETE", review, INSTALLATION, this::deletePending);
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

    private Answer deletePending(ApiRequest request) {
        PostedReview review = review(request);
        if (!review.state().equals("PENDING")) {
            throw Refusal.unprocessable("Can not delete a non-pending pull request review");
        }
        pull(request).reviews.remove(review.id());
        return answer(request, review);
    }
}
