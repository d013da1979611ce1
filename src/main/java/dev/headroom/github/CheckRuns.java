package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.GitHubSession;
import dev.headroom.pullrequest.CheckRun;
import dev.headroom.repository.RepositoryRef;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.kohsuke.github.GHCheckRun;
import org.kohsuke.github.GHCheckRunBuilder;

/**
 * The App's check runs on commits, through the github-api library, which sends annotations fifty at a time.
 */
final class CheckRuns {
    private static final int PAGE = 100;
    /** GitHub's "maximum bytesize" of a summary; annotations' messages may have 64 KB. */
    private static final int LONGEST_TEXT = 65_535;

    private static final int LONGEST_TITLE = 255;
    private static final int MOST_ACTIONS = 3;

    private final GitHubSession session;
    private final HubRepositories hub;
    private final AppIdentity app;
    private final Clock clock;

    CheckRuns(GitHubSession session, HubRepositories hub, AppIdentity app, Clock clock) {
        this.session = session;
        this.hub = hub;
        this.app = app;
        this.clock = clock;
    }

    /** The newest check run of the App on a commit with this external id. */
    Optional<Long> find(RepositoryRef repository, String headSha, String externalId) {
        // The default filter, latest, hides all but one check run of a name.
        Map<String, Object> filter = Map.of("app_id", app.id(), "filter", "all");
        List<GHCheckRun> runs = HubRepositories.asking(() -> hub.repository(repository)
                .getCheckRuns(headSha, filter)
                .withPageSize(PAGE)
                .toList());
        return runs.stream()
                .filter(run -> externalId.equals(run.getExternalId()))
                .map(GHCheckRun::getId)
                .max(Long::compare);
    }

    long create(RepositoryRef repository, CheckRun checkRun) {
        GHCheckRunBuilder builder = hub.repository(repository)
                .createCheckRun(checkRun.name(), checkRun.headSha())
                .withExternalID(checkRun.externalId());
        return HubRepositories.asking(
                () -> fill(builder, checkRun, checkRun.annotations()).create().getId());
    }

    void update(RepositoryRef repository, long id, CheckRun checkRun) {
        GHCheckRunBuilder builder = hub.repository(repository).updateCheckRun(id);
        List<CheckRun.Annotation> missing = missing(repository, id, checkRun.annotations());
        HubRepositories.asking(() -> fill(builder, checkRun, missing).create());
    }

    private GHCheckRunBuilder fill(
            GHCheckRunBuilder builder, CheckRun checkRun, List<CheckRun.Annotation> annotations) {
        if (checkRun.conclusion().isPresent()) {
            builder.withStatus(GHCheckRun.Status.COMPLETED)
                    .withConclusion(conclusion(checkRun.conclusion().get()))
                    .withCompletedAt(Date.from(clock.instant()));
        } else {
            builder.withStatus(GHCheckRun.Status.IN_PROGRESS);
        }
        GHCheckRunBuilder.Output output = new GHCheckRunBuilder.Output(
                atMost(LONGEST_TITLE, checkRun.title()), atMostBytes(LONGEST_TEXT, checkRun.summary()));
        annotations.forEach(annotation -> output.add(annotation(annotation)));
        checkRun.actions().stream()
                .limit(MOST_ACTIONS)
                .forEach(action -> builder.add(new GHCheckRunBuilder.Action(
                        atMost(20, action.label()),
                        atMost(40, action.description()),
                        atMost(20, action.identifier()))));
        return builder.add(output);
    }

    private static GHCheckRunBuilder.Annotation annotation(CheckRun.Annotation annotation) {
        return new GHCheckRunBuilder.Annotation(
                        annotation.path(),
                        annotation.startLine(),
                        annotation.endLine(),
                        GHCheckRun.AnnotationLevel.valueOf(annotation.level().name()),
                        atMostBytes(LONGEST_TEXT, annotation.message()))
                .withTitle(atMost(LONGEST_TITLE, annotation.title()));
    }

    private static GHCheckRun.Conclusion conclusion(CheckRun.Conclusion conclusion) {
        return switch (conclusion) {
            case SUCCESS -> GHCheckRun.Conclusion.SUCCESS;
            case FAILURE -> GHCheckRun.Conclusion.FAILURE;
            case NEUTRAL -> GHCheckRun.Conclusion.NEUTRAL;
            case SKIPPED -> GHCheckRun.Conclusion.SKIPPED;
        };
    }

    /** The annotations that an earlier, interrupted update has not already left: GitHub appends and never replaces. */
    private List<CheckRun.Annotation> missing(
            RepositoryRef repository, long id, List<CheckRun.Annotation> annotations) {
        if (annotations.isEmpty()) {
            return annotations;
        }
        Set<Mark> present = new HashSet<>();
        int listed = PAGE;
        for (int page = 1; listed == PAGE; page++) {
            ApiRequest request = ApiRequest.get(
                            "/repos/{owner}/{repo}/check-runs/{check_run_id}/annotations",
                            repository.owner(),
                            repository.name(),
                            id)
                    .query("per_page", PAGE)
                    .query("page", page);
            JsonNode answer = session.send(request).json();
            answer.forEach(node -> present.add(Mark.of(node)));
            listed = answer.size();
        }
        return annotations.stream()
                .filter(annotation -> !present.contains(Mark.of(annotation)))
                .toList();
    }

    private static String atMost(int characters, String text) {
        int count = text.codePointCount(0, text.length());
        return count <= characters ? text : text.substring(0, text.offsetByCodePoints(0, characters - 1)) + "…";
    }

    private static String atMostBytes(int bytes, String text) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= bytes) {
            return text;
        }
        String ending = "…";
        int room = bytes - ending.getBytes(StandardCharsets.UTF_8).length;
        int end = 0;
        while (end < text.length()) {
            int codePoint = text.codePointAt(end);
            room -= codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
            if (room < 0) {
                break;
            }
            end += Character.charCount(codePoint);
        }
        return text.substring(0, end) + ending;
    }

    /** What makes two annotations the same to a reader. */
    private record Mark(String path, int startLine, int endLine, String title, String message) {
        static Mark of(CheckRun.Annotation annotation) {
            return new Mark(
                    annotation.path(),
                    annotation.startLine(),
                    annotation.endLine(),
                    atMost(LONGEST_TITLE, annotation.title()),
                    atMostBytes(LONGEST_TEXT, annotation.message()));
        }

        static Mark of(JsonNode annotation) {
            return new Mark(
                    annotation.path("path").asText(),
                    annotation.path("start_line").asInt(),
                    annotation.path("end_line").asInt(),
                    annotation.path("title").asText(),
                    annotation.path("message").asText());
        }
    }
}
