package dev.headroom.app.operator;

import dev.headroom.store.JobDesk;
import java.io.PrintWriter;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The command that has a delivery worked on again. */
@Command(
        name = "replay",
        description = "Has a stored delivery worked on again, within half a minute; nothing is posted twice.",
        footer = {"", "Exit codes: 0 asked for, 1 there is nothing to do again, 2 the settings cannot be used."},
        mixinStandardHelpOptions = true)
public final class ReplayCommand extends OperatorCommand {
    @Parameters(paramLabel = "DELIVERY-ID", description = "as GitHub shows it among the App's recent deliveries")
    private String delivery = "";

    @Override
    int at(JobDesk desk, PrintWriter out) {
        return switch (desk.replay(delivery, Instant.now())) {
            case JobDesk.Replay.Asked(String key) -> {
                out.println(key + " will be worked on again.");
                yield DONE;
            }
            case JobDesk.Replay.Refused(String reason) -> refuse(reason);
        };
    }
}
