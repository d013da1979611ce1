package dev.headroom.demo.standin;

import static dev.headroom.demo.standin.Router.Access.INSTALLATION;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routes of check runs, with GitHub's limits on sizes and counts. */
final class CheckRunRoutes {
    private static final Set<String> STATUSES = Set.of("queued", "in_progress", "completed");
    private static final Set<String> CONCLUSIONS =
            Set.of("action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out");
    private static final Set<String> LEVELS = Set.of("notice", "warning", "failure");
    private static final int ANNOTATIONS_A_REQUEST = 50;
    private static final int LONGEST_TEXT = 65_535;
    private static final int LONGEST_TITLE = 255;

    private final HostedRepository repository;
    private final Documents documents;

    CheckRunRoutes(HostedRepository repository, Documents documents) {
        this.repository = repository;
        this.documents = documents;
    }

    void addTo(Router router) {
        String repo = "/repos/{owner}/{repo}";
        router.add("POST", repo + "/check-runs", INSTALLATION, this::create);
        router.add(
                "GET",
                repo + "/check-runs/{check}",
                INSTALLATION,
                request -> Answer.ok(documents.checkRun(run(request))));
        router.add("PATCH", repo + "/check-runs/{check}", INSTALLATION, this::update);
        router.add("GET", repo + "/check-runs/{check}/annotations", INSTALLATION, this::annotations);
        router.add("GET", repo + "/commits/{ref}/check-runs", INSTALLATION, this::list);
    }

    private PostedCheckRun run(ApiRequest request) {
        PostedCheckRun run = repository.checkRuns.get(request.number("check"));
        if (run == null) {
            throw Refusal.notFound();
        }
        return run;
    }

    private Answer create(ApiRequest request) {
        JsonNode json = request.json();
        String sha = json.path("head_sha").asText("");
        String name = json.path("name").asText("");
        if (name.isEmpty() || !repository.git.hasCommit(sha)) {
            throw Refusal.unprocessable("No commit found for SHA: " + sha);
        }
        PostedCheckRun blank = new PostedCheckRun(
                repository.nextCheckRunId(), name, sha, "", "queued", Optional.empty(), "", "", List.of(), List.of());
        return keep(merged(blank, json), 201);
    }

    private Answer update(ApiRequest request) {
        return keep(merged(run(request), request.json()), 200);
    }

    private Answer keep(PostedCheckRun run, int status) {
        repository.checkRuns.put(run.id(), run);
        return Answer.json(status, documents.checkRun(run));
    }

    private Answer list(ApiRequest request) {
        List<PostedCheckRun> runs = repository.checkRunsOf(repository.resolve(request.param("ref")));
        Optional.ofNullable(request.query().get("check_name"))
                .ifPresent(name -> runs.removeIf(run -> !run.name().equals(name)));
        List<Map<String, Object>> page =
                Paging.page(request, runs).stream().map(documents::checkRun).toList();
        return Paging.linked(
                request,
                documents.base(),
                runs.size(),
                Answer.ok(Map.of("total_count", runs.size(), "check_runs", page)));
    }

    private Answer annotations(ApiRequest request) {
        List<PostedCheckRun.Annotation> all = run(request).annotations();
        List<Map<String, Object>> page =
                Paging.page(request, all).stream().map(Documents::annotation).toList();
        return Paging.linked(request, documents.base(), all.size(), Answer.ok(page));
    }

    private static PostedCheckRun merged(PostedCheckRun run, JsonNode json) {
        Optional<String> conclusion =
                Optional.ofNullable(json.path("conclusion").textValue()).or(run::conclusion);
        String status = json.path("status").asText(conclusion.isPresent() ? "completed" : run.status());
        JsonNode output = json.path("output");
        String title = output.path("title").asText(run.title());
        String summary = output.path("summary").asText(run.summary());
        require(STATUSES.contains(status), "status is not a status: " + status);
        require(conclusion.isEmpty() || CONCLUSIONS.contains(conclusion.get()), "conclusion is not a conclusion");
        require(!status.equals("completed") || conclusion.isPresent(), "conclusion is missing");
        require(output.isMissingNode() || (!title.isEmpty() && !summary.isEmpty()), "title and summary are required");
        require(title.length() <= LONGEST_TITLE, "title is too long");
        require(summary.length() <= LONGEST_TEXT, "summary exceeds a maximum bytesize of 65535");
        List<PostedCheckRun.Annotation> annotations = new ArrayList<>(run.annotations());
        annotations.addAll(annotations(output.path("annotations")));
        List<String> actions = json.has("actions") ? actions(json.path("actions")) : run.actions();
        return new PostedCheckRun(
                run.id(),
                run.name(),
                run.headSha(),
                json.path("external_id").asText(run.externalId()),
                status,
                conclusion,
                title,
                summary,
                annotations,
                actions);
    }

    private static List<PostedCheckRun.Annotation> annotations(JsonNode json) {
        require(json.size() <= ANNOTATIONS_A_REQUEST, "annotations exceeds the limit of 50");
        List<PostedCheckRun.Annotation> annotations = new ArrayList<>();
        for (JsonNode one : json) {
            int start = one.path("start_line").asInt();
            int end = one.path("end_line").asInt();
            String level = one.path("annotation_level").asText("");
            require(one.path("path").isTextual() && start >= 1 && end >= start, "annotation without a place");
            require(LEVELS.contains(level), "annotation_level is not a level: " + level);
            require(!one.path("message").asText("").isEmpty(), "annotation without a message");
            require(start == end || !one.has("start_column"), "columns are only for annotations of one line");
            annotations.add(new PostedCheckRun.Annotation(
                    one.path("path").asText(),
                    start,
                    end,
                    level,
                    one.path("title").asText(""),
                    one.path("message").asText()));
        }
        return annotations;
    }

    private static List<String> actions(JsonNode json) {
        require(json.size() <= 3, "only a maximum of three actions are accepted");
        List<String> identifiers = new ArrayList<>();
        for (JsonNode action : json) {
            require(
                    action.path("label").asText("").length() <= 20
                            && action.path("description").asText("").length() <= 40
                            && action.path("identifier").asText("").length() <= 20,
                    "an action's label, description or identifier is too long");
            identifiers.add(action.path("identifier").asText());
        }
        return identifiers;
    }

    private static void require(boolean holds, String error) {
        if (!holds) {
            throw Refusal.unprocessable(error);
        }
    }
}
