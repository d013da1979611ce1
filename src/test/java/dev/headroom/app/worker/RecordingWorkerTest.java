package dev.headroom.app.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.EndedTurn;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.TurnLog;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.Worker;
import dev.headroom.github.MovableClock;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RecordingWorkerTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Assignment ASSIGNMENT = new Assignment(
            new Work.ReviewPullRequest(new PullRequestRef(new RepositoryRef(5, "acme", "widget"), 7), false),
            1,
            0,
            "d-1",
            NOON.minusSeconds(1));

    private final MovableClock clock = new MovableClock(NOON);
    private final List<EndedTurn> noted = new ArrayList<>();

    @Test
    void notesWhatATurnAchieved() {
        Outcome outcome = Outcome.reviewed("abc", "reviewed: 1 comment");

        assertThat(recording(assignment -> {
                            clock.advance(Duration.ofSeconds(2));
                            return outcome;
                        })
                        .perform(ASSIGNMENT))
                .isEqualTo(outcome);

        assertThat(noted)
                .containsExactly(new EndedTurn(
                        "acme/widget",
                        EndedTurn.Kind.REVIEW,
                        Optional.of(7),
                        Optional.of("abc"),
                        NOON.minusSeconds(1),
                        NOON,
                        NOON.plusSeconds(2),
                        EndedTurn.Result.REVIEWED,
                        "reviewed: 1 comment"));
    }

    @Test
    void notesWhyATurnFailed() {
        Worker refused = recording(assignment -> {
            throw new GitHubFailure(GitHubFailure.Kind.REJECTED, "GitHub answered 422 to GET /app.");
        });
        Worker broken = recording(assignment -> {
            throw new IllegalStateException("func secret() {}");
        });

        assertThatExceptionOfType(GitHubFailure.class).isThrownBy(() -> refused.perform(ASSIGNMENT));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> broken.perform(ASSIGNMENT));

        assertThat(noted).extracting(EndedTurn::result).containsOnly(EndedTurn.Result.FAILED);
        assertThat(noted)
                .extracting(EndedTurn::summary)
                .containsExactly(
                        "GitHub answered 422 to GET /app.", "failed with IllegalStateException, see the server's log");
    }

    @Test
    void succeedsThoughNothingCanBeNoted() {
        TurnLog away = new Log() {
            @Override
            public void add(EndedTurn turn) {
                throw new LedgerUnavailable(new IllegalStateException("away"), true);
            }
        };

        Worker worker = new RecordingWorker(assignment -> Outcome.done("done"), away, clock);

        assertThat(worker.perform(ASSIGNMENT)).isEqualTo(Outcome.done("done"));
    }

    private Worker recording(Worker worker) {
        return new RecordingWorker(worker, new Log(), clock);
    }

    /** A log that only takes. */
    private class Log implements TurnLog {
        @Override
        public void add(EndedTurn turn) {
            noted.add(turn);
        }

        @Override
        public List<EndedTurn> newest(String repository, int most) {
            return noted;
        }

        @Override
        public SortedMap<String, Instant> repositories() {
            return new TreeMap<>();
        }
    }
}
