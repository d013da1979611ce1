package dev.headroom.app.telemetry;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.EndedTurn;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.Worker;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A worker each of whose turns is a span. */
public record TracedWorker(Worker worker, Traces traces) implements Worker {

    @Override
    public Outcome perform(Assignment assignment) {
        String kind = EndedTurn.Kind.of(assignment.work()).name().toLowerCase(Locale.ROOT);
        Map<String, String> attributes = Map.of(
                "headroom.repository", assignment.work().repository().fullName(),
                "headroom.delivery", assignment.deliveryId(),
                "headroom.failures", Integer.toString(assignment.failures()));
        return traces.during("job " + kind, assignment.deliveryId(), attributes, () -> worker.perform(assignment));
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
