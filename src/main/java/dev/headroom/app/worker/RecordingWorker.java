package dev.headroom.app.worker;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.EndedTurn;
import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.TurnLog;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.Worker;
import dev.headroom.repository.GitHubFailure;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A worker that notes down, for the pages, what came of each turn of another one. */
public final class RecordingWorker implements Worker {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingWorker.class);

    private final Worker worker;
    private final TurnLog log;
    private final Clock clock;

    public RecordingWorker(Worker worker, TurnLog log, Clock clock) {
        this.worker = worker;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Outcome perform(Assignment assignment) {
        Instant began = clock.instant();
        try {
            Outcome outcome = worker.perform(assignment);
            EndedTurn.Result result = outcome.reviewed() ? EndedTurn.Result.REVIEWED : EndedTurn.Result.DONE;
            note(assignment, began, outcome.headSha(), result, outcome.summary());
            return outcome;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            // Messages of other failures may quote code.
            String reason = e instanceof GitHubFailure
                    ? e.getMessage()
                    : "failed with " + e.getClass().getSimpleName() + ", see the server's log";
            note(assignment, began, Optional.empty(), EndedTurn.Result.FAILED, reason);
            throw e;
        }
    }

    /** What cannot be noted down must not make a turn fail that succeeded. */
    private void note(
            Assignment assignment, Instant began, Optional<String> head, EndedTurn.Result result, String summary) {
        Work.Queued work = assignment.work();
        try {
            log.add(new EndedTurn(
                    work.repository().fullName(),
                    EndedTurn.Kind.of(work),
                    EndedTurn.pullRequest(work),
                    head,
                    assignment.requestedAt(),
                    began,
                    clock.instant(),
                    result,
                    summary));
        } catch (LedgerUnavailable e) {
            LOG.warn("the turn could not be noted down for the pages: {}", e.toString());
        }
    }

    @Override
    public void givenUp(Assignment assignment) {
        worker.givenUp(assignment);
    }

    @Override
    public List<Work.Queued> nightly() {
        return worker.nightly();
    }
}
