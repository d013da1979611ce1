package dev.headroom.cli;

import dev.headroom.analysis.example.RuleTests;
import dev.headroom.analysis.example.RuleTests.Outcome;
import dev.headroom.cli.docs.GeneratedDocs;
import dev.headroom.cli.report.Json;
import dev.headroom.cli.terminal.Columns;
import dev.headroom.cli.terminal.StandardStreams;
import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.cli.tree.GivenPaths;
import dev.headroom.cli.tree.RuleFolders;
import dev.headroom.config.JsonSchema;
import dev.headroom.rule.NearestName;
import dev.headroom.rule.Param;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.text.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands about rules. */
@Command(name = "rules", description = "Lists, explains and tests rules.", mixinStandardHelpOptions = true)
final class RulesCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new WrongUsage("say what to do with the rules: list, show ID, test [DIR], schema or docs DIR");
    }

    @Command(name = "list", description = "Lists the rules.", mixinStandardHelpOptions = true)
    int list(@Option(names = "--rules", paramLabel = "DIR", description = "a folder of further rules") Path folder) {
        Columns columns = new Columns();
        load(folder)
                .rules()
                .forEach(rule -> columns.row(
                        rule.id(), rule.severity().word(), rule.text().title().toString()));
        return print(columns.text());
    }

    @Command(name = "show", description = "Explains a rule.", mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "ID", description = "such as db-pool-unconfigured") String id,
            @Option(names = "--rules", paramLabel = "DIR", description = "a folder of further rules") Path folder) {
        RuleCatalogue catalogue = load(folder);
        Rule rule = catalogue
                .rule(id)
                .orElseThrow(() -> new WrongUsage("there is no rule '" + id + "'"
                        + NearestName.hint(
                                id, catalogue.rules().stream().map(Rule::id).toList())));
        StringBuilder out = new StringBuilder();
        out.append(rule.id()).append(" (").append(rule.severity().word()).append(")\n\n");
        out.append(rule.text().title())
                .append("\n\n")
                .append(rule.why().strip())
                .append('\n');
        if (!rule.params().isEmpty()) {
            Columns params = new Columns();
            rule.params().values().forEach(param -> params.row("  " + param.name(), standard(param), param.about()));
            out.append("\nParameters:\n").append(params.text());
        }
        rule.docs().ifPresent(docs -> out.append("\nMore: ").append(docs).append('\n'));
        out.append("\nTo silence one place: //headroom:ignore ")
                .append(rule.id())
                .append(" REASON\n");
        return print(out.toString());
    }

    @Command(name = "test", description = "Runs the tests that rules bring along.", mixinStandardHelpOptions = true)
    int test(
            @Parameters(
                            paramLabel = "DIR",
                            arity = "0..1",
                            description = "a folder of rules; without one, those that come with Headroom")
                    Path folder) {
        RuleCatalogue catalogue = folder == null ? RuleCatalogue.builtin() : RuleFolders.of(folder);
        StringBuilder out = new StringBuilder();
        int tests = 0;
        int failed = 0;
        for (Rule rule : catalogue.rules()) {
            List<Outcome> outcomes = RuleTests.run(rule);
            tests += outcomes.size();
            for (Outcome outcome : outcomes) {
                if (outcome.result() != RuleTests.Result.PASSED) {
                    failed++;
                    out.append(failure(rule, outcome));
                }
            }
        }
        out.append("%s of %s, %d failed%n"
                .formatted(
                        Words.counted(tests, "test"),
                        Words.counted(catalogue.rules().size(), "rule"),
                        failed));
        print(out.toString());
        return failed == 0 ? Headroom.CLEAN : Headroom.BLOCKED;
    }

    @Command(
            name = "docs",
            description = "Writes a page for every rule, the reference of the formats, and their JSON schemas.",
            mixinStandardHelpOptions = true)
    int docs(@Parameters(paramLabel = "DIR", description = "such as docs") Path folder) {
        GeneratedDocs.of(RuleCatalogue.builtin()).forEach((path, text) -> write(folder.resolve(path), text));
        return Headroom.CLEAN;
    }

    @Command(name = "schema", description = "Prints the JSON schema of rule files.", mixinStandardHelpOptions = true)
    int schema() {
        return print(Json.text(JsonSchema.ofRules()));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new WrongUsage("'" + file + "' cannot be written");
        }
    }

    private static String failure(Rule rule, Outcome outcome) {
        return rule.file() + ":" + outcome.test().line() + ": "
                + outcome.result().name().toLowerCase(Locale.ROOT).replace("_", " ") + ": "
                + outcome.test().name() + "\n" + outcome.message().indent(4);
    }

    private static String standard(Param param) {
        return param.type().words(param.standard());
    }

    private static RuleCatalogue load(@Nullable Path folder) {
        return RuleFolders.load(GivenPaths.repositoryOf(Path.of("").toAbsolutePath()), folder);
    }

    private int print(String text) {
        StandardStreams.of(spec).print(text.replace(System.lineSeparator(), "\n"));
        return Headroom.CLEAN;
    }
}
