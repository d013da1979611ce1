package dev.headroom.app.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headroom.store.JobDesk;
import dev.headroom.store.JobDesk.Job;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for work that waits or was given up. */
@Command(
        name = "jobs",
        description = "Shows work that waits or was given up, and has it tried again or forgotten.",
        subcommands = {JobsCommand.ListJobs.class, JobsCommand.Retry.class, JobsCommand.Drop.class},
        footer = {
            "",
            "With the embedded database these commands need the server to be stopped: its pages show the same while it runs.",
            "Exit codes: 0 done, 1 there is no such work, 2 the settings cannot be used."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class JobsCommand {

    /** Shows them. */
    @Command(
            name = "list",
            description = "Shows the work that is not done, the oldest first.",
            mixinStandardHelpOptions = true)
    static final class ListJobs extends OperatorCommand {
        @Option(names = "--dead", description = "only what was given up")
        private boolean dead;

        @Option(names = "--format", defaultValue = "text", description = "text or json")
        private String format = "text";

        @Override
        int at(JobDesk desk, PrintWriter out) {
            List<Job> jobs = desk.jobs(dead);
            out.print(format.equals("json") ? json(jobs) : text(jobs));
            return DONE;
        }
    }

    /** Has one tried again. */
    @Command(
            name = "retry",
            description = "Has work tried again, within half a minute.",
            mixinStandardHelpOptions = true)
    static final class Retry extends OperatorCommand {
        @Parameters(paramLabel = "KEY", description = "as 'jobs list' shows it")
        private String key = "";

        @Override
        int at(JobDesk desk, PrintWriter out) {
            if (!desk.retry(key, Instant.now())) {
                return refuse("There is no such work that waits or was given up.");
            }
            out.println(key + " will be tried again.");
            return DONE;
        }
    }

    /** Forgets one. */
    @Command(name = "drop", description = "Forgets work as if it was done.", mixinStandardHelpOptions = true)
    static final class Drop extends OperatorCommand {
        @Parameters(paramLabel = "KEY", description = "as 'jobs list' shows it")
        private String key = "";

        @Override
        int at(JobDesk desk, PrintWriter out) {
            if (!desk.drop(key)) {
                return refuse("There is no such work that waits or was given up.");
            }
            out.println(key + " is forgotten.");
            return DONE;
        }
    }

    static String text(List<Job> jobs) {
        if (jobs.isEmpty()) {
            return "Nothing waits.\n";
        }
        int width = jobs.stream().mapToInt(job -> job.key().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        for (Job job : jobs) {
            String state = job.dead()
                    ? "given up"
                    : job.notBefore().map(at -> "again at " + at).orElse("waits");
            text.append(String.format(
                    Locale.ROOT,
                    "%-" + width + "s  %-13s  since %s  %d failed  %s",
                    job.key(),
                    job.kind(),
                    job.requestedAt(),
                    job.failures(),
                    state));
            text.append(job.reason()
                            .map(reason -> ": " + reason.replaceAll("\\p{C}", ""))
                            .orElse(""))
                    .append('\n');
        }
        return text.toString();
    }

    static String json(List<Job> jobs) {
        List<Map<String, Object>> all = jobs.stream()
                .map(job -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("key", job.key());
                    one.put("kind", job.kind());
                    one.put("state", job.dead() ? "given_up" : "waiting");
                    one.put("failures", job.failures());
                    one.put("requested_at", job.requestedAt().toString());
                    job.notBefore().ifPresent(at -> one.put("not_before", at.toString()));
                    one.put("delivery", job.deliveryId());
                    job.reason().ifPresent(reason -> one.put("reason", reason));
                    return one;
                })
                .toList();
        try {
            return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(Map.of("jobs", all))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings and numbers can always be written as JSON.", e);
        }
    }
}
