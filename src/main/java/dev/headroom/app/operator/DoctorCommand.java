package dev.headroom.app.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headroom.app.settings.Settings;
import dev.headroom.app.settings.SetupSettings;
import dev.headroom.app.settings.WrongSettings;
import dev.headroom.cli.terminal.StandardStreams;
import dev.headroom.doctor.Diagnosis;
import dev.headroom.doctor.Diagnosis.Verdict;
import dev.headroom.github.GitHubApp;
import dev.headroom.github.GitHubConnection;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that says what is wrong with an installation, and what to do about it. */
@Command(
        name = "doctor",
        description = "Says what is wrong with the server's settings and with the App on GitHub.",
        footer = {"", "Exit codes: 0 nothing is wrong, 1 something is, 2 the settings cannot be used."},
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class DoctorCommand implements Callable<Integer> {
    private static final int WELL = 0;
    private static final int SOMETHING_IS_WRONG = 1;
    private static final int SUBJECT_WIDTH = 15;

    @Option(names = "--settings", paramLabel = "FILE", description = "YAML with settings that the environment lacks")
    private @Nullable Path settingsFile;

    @Option(names = "--format", defaultValue = "text", description = "${COMPLETION-CANDIDATES}")
    private Format format = Format.TEXT;

    @Spec
    private @Nullable CommandSpec spec;

    private enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public Integer call() {
        Optional<Path> file = Optional.ofNullable(settingsFile);
        try {
            if (SetupSettings.read(System.getenv(), file).isPresent()) {
                return StandardStreams.of(spec)
                        .complain(
                                List.of("There are no credentials yet: run 'headroom serve' and open its setup page."));
            }
            return print(examine(Settings.read(System.getenv(), file), Clock.systemUTC()));
        } catch (WrongSettings e) {
            return StandardStreams.of(spec).complain(e.problems());
        }
    }

    private static List<Diagnosis> examine(Settings settings, Clock clock) {
        GitHubConnection connection = GitHubConnection.of(settings.gitHub(), settings.appId(), settings.privateKey());
        try (GitHubApp gitHub = GitHubApp.connect(connection, clock, (_, _, _, _) -> {})) {
            return ServerChecks.outside(settings, gitHub, clock).examine();
        }
    }

    private int print(List<Diagnosis> found) {
        PrintWriter out = spec.commandLine().getOut();
        out.print(format == Format.JSON ? json(found) : text(found));
        out.flush();
        return found.stream().anyMatch(each -> each.verdict() == Verdict.WRONG) ? SOMETHING_IS_WRONG : WELL;
    }

    static String text(List<Diagnosis> found) {
        return found.stream().map(DoctorCommand::lines).collect(Collectors.joining());
    }

    private static String lines(Diagnosis each) {
        String mark = switch (each.verdict()) {
            case OK -> "ok     ";
            case WRONG -> "WRONG  ";
            case UNKNOWN -> "?      ";
        };
        String advice = each.advice().isEmpty()
                ? ""
                : " ".repeat(mark.length() + SUBJECT_WIDTH) + "-> " + clean(each.advice()) + "\n";
        return mark + String.format(Locale.ROOT, "%-" + SUBJECT_WIDTH + "s", each.subject()) + clean(each.sentence())
                + "\n" + advice;
    }

    /** Names of accounts and addresses come from GitHub. */
    private static String clean(String text) {
        return text.replaceAll("\\p{C}", "");
    }

    static String json(List<Diagnosis> found) {
        List<Map<String, String>> checks = found.stream()
                .map(each -> {
                    Map<String, String> check = new LinkedHashMap<>();
                    check.put("subject", each.subject());
                    check.put("verdict", each.verdict().name().toLowerCase(Locale.ROOT));
                    check.put("sentence", each.sentence());
                    check.put("advice", each.advice());
                    return check;
                })
                .toList();
        try {
            return JsonMapper.builder()
                            .build()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Map.of("checks", checks))
                    + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings can always be written as JSON.", e);
        }
    }
}
