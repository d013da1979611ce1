package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.pullrequest.CheckRun.Annotation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CheckRunsTest {
    private final StubbedGitHub gitHub = new StubbedGitHub();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static CheckRun checkRun(Optional<CheckRun.Conclusion> conclusion, List<Annotation> annotations) {
        return new CheckRun(
                "Headroom",
                "aaa",
                "marker",
                conclusion,
                "Two blockers",
                "A table",
                annotations,
                List.of(new CheckRun.Action("Check again", "Runs the review once more", "recheck")));
    }

    private static List<Annotation> annotations(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Annotation("a.go", i, i + 1, Annotation.Level.FAILURE, "Title", "Message " + i))
                .toList();
    }

    private static String onGitHub(List<Annotation> annotations) {
        return annotations.stream()
                .map(annotation -> """
                        {"path": "a.go", "start_line": %d, "end_line": %d, "annotation_level": "failure",
                         "title": "Title", "message": "%s"}""".formatted(annotation.startLine(), annotation.endLine(), annotation.message()))
                .collect(Collectors.joining(",", "[", "]"));
    }

    private void present(String firstPage) {
        gitHub.server.stubFor(
                get(REPO + "/check-runs/5/annotations?per_page=100&page=1").willReturn(okJson(firstPage)));
        gitHub.server.stubFor(patch(urlPathEqualTo(REPO + "/check-runs/5")).willReturn(okJson("{\"id\": 5}")));
    }

    private List<JsonNode> written() throws JsonProcessingException {
        List<JsonNode> bodies = new ArrayList<>();
        for (LoggedRequest request : gitHub.received()) {
            if (!request.getMethod().getName().equals("GET")) {
                bodies.add(ApiResponse.MAPPER.readTree(request.getBodyAsString()));
            }
        }
        return bodies;
    }

    private static List<Integer> annotationsOf(List<JsonNode> bodies) {
        return bodies.stream()
                .map(body -> body.at("/output/annotations").size())
                .toList();
    }

    @Test
    void findsTheNewestCheckRunWithTheMarkerAmongTheAppsOwn() {
        gitHub.server.stubFor(get(urlPathEqualTo(REPO + "/commits/aaa/check-runs"))
                .withQueryParam("app_id", equalTo("4711"))
                .withQueryParam("filter", equalTo("all"))
                .withQueryParam("per_page", equalTo("100"))
                .willReturn(okJson("""
                        {"total_count": 4, "check_runs": [
                          {"id": 1, "external_id": "marker"}, {"id": 3, "external_id": "marker"},
                          {"id": 4, "external_id": "other"}, {"id": 2, "external_id": null}]}""")));

        assertThat(gitHub.writer().findCheckRun(REPOSITORY, "aaa", "marker")).contains(3L);
        assertThat(gitHub.writer().findCheckRun(REPOSITORY, "aaa", "unknown")).isEmpty();
    }

    @Test
    void createsACheckRunUnderWay() {
        gitHub.server.stubFor(
                post(REPO + "/check-runs").withRequestBody(equalToJson("""
                        {"name": "Headroom", "head_sha": "aaa", "external_id": "marker", "status": "in_progress",
                         "output": {"title": "Two blockers", "summary": "A table"},
                         "actions": [{"label": "Check again", "description": "Runs the review once more", "identifier": "recheck"}]}""")).willReturn(okJson("{\"id\": 5}")));

        assertThat(gitHub.writer().createCheckRun(REPOSITORY, checkRun(Optional.empty(), List.of())))
                .isEqualTo(5);
    }

    @Test
    void completesACheckRun() {
        present("[]");
        gitHub.server.stubFor(patch(urlPathEqualTo(REPO + "/check-runs/5"))
                .withRequestBody(equalToJson("""
                        {"status": "completed", "conclusion": "failure", "completed_at": "2026-03-01T12:00:00Z",
                         "output": {"title": "Two blockers", "summary": "A table", "annotations": [
                           {"path": "a.go", "start_line": 1, "end_line": 2, "annotation_level": "failure",
                            "title": "Title", "message": "Message 1"}]},
                         "actions": [{"label": "Check again", "description": "Runs the review once more", "identifier": "recheck"}]}"""))
                .willReturn(okJson("{\"id\": 5}")));

        gitHub.writer()
                .updateCheckRun(REPOSITORY, 5, checkRun(Optional.of(CheckRun.Conclusion.FAILURE), annotations(1)));

        assertThat(gitHub.calls.getLast()).isEqualTo("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id} 200");
    }

    @Test
    void sendsAnnotationsFiftyAtATime() throws JsonProcessingException {
        present("[]");

        gitHub.writer()
                .updateCheckRun(REPOSITORY, 5, checkRun(Optional.of(CheckRun.Conclusion.FAILURE), annotations(120)));

        assertThat(annotationsOf(written())).containsExactly(50, 50, 20);
        assertThat(written().getLast().at("/output/summary").asText()).isEqualTo("A table");
    }

    @Test
    void doesNotRepeatAnnotationsThatAnInterruptedUpdateLeft() throws JsonProcessingException {
        present(onGitHub(annotations(50)));

        gitHub.writer()
                .updateCheckRun(REPOSITORY, 5, checkRun(Optional.of(CheckRun.Conclusion.FAILURE), annotations(60)));

        assertThat(annotationsOf(written())).containsExactly(10);
        assertThat(written().getFirst().at("/output/annotations/0/message").asText())
                .isEqualTo("Message 51");
    }

    @Test
    void withoutAnnotationsOneCallSuffices() {
        present("[]");
        gitHub.writer().updateCheckRun(REPOSITORY, 5, checkRun(Optional.of(CheckRun.Conclusion.SUCCESS), List.of()));
        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void cutsWhatGitHubWouldRefuse() throws JsonProcessingException {
        gitHub.server.stubFor(post(REPO + "/check-runs").willReturn(okJson("{\"id\": 5}")));
        String face = "\ud83d\ude00";
        gitHub.writer()
                .createCheckRun(
                        REPOSITORY,
                        new CheckRun(
                                "Headroom",
                                "aaa",
                                "marker",
                                Optional.of(CheckRun.Conclusion.NEUTRAL),
                                "Title",
                                face.repeat(20_000),
                                List.of(new Annotation(
                                        "a.go", 1, 1, Annotation.Level.NOTICE, face.repeat(300), "é".repeat(40_000))),
                                List.of(
                                        new CheckRun.Action("L".repeat(21), "D".repeat(41), "I".repeat(21)),
                                        new CheckRun.Action("2", "2", "2"),
                                        new CheckRun.Action("3", "3", "3"),
                                        new CheckRun.Action("4", "4", "4"))));

        JsonNode body = written().getFirst();
        assertThat(body.at("/output/summary").asText()).isEqualTo(face.repeat(16_383) + "…");
        assertThat(body.at("/output/annotations/0/title").asText()).isEqualTo(face.repeat(254) + "…");
        assertThat(body.at("/output/annotations/0/message").asText().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(65_535);
        assertThat(body.path("actions")).hasSize(3);
        assertThat(body.at("/actions/0/label").asText()).isEqualTo("L".repeat(19) + "…");
    }
}
