package dev.headroom.cli;

import dev.headroom.cli.report.Json;
import dev.headroom.cli.terminal.StandardStreams;
import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.cli.tree.ConfigFile;
import dev.headroom.cli.tree.GivenPaths;
import dev.headroom.cli.tree.RuleFolders;
import dev.headroom.config.JsonSchema;
import dev.headroom.rule.Problem;
import dev.headroom.rule.RuleCatalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The commands about a repository's configuration. */
@Command(
        name = "config",
        description = "Checks and shows a repository's configuration.",
        mixinStandardHelpOptions = true)
final class ConfigCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new WrongUsage("say what to do with the configuration: check, show or schema");
    }

    @Command(name = "check", description = "Says all that is wrong in it.", mixinStandardHelpOptions = true)
    int check(
            @Parameters(paramLabel = "PATH", defaultValue = ".", description = "a folder of the repository") Path path,
            @Option(names = "--config", paramLabel = "FILE", description = "another file") Path file,
            @Option(names = "--rules", paramLabel = "DIR", description = "a folder of further rules") Path rules) {
        ConfigFile config = read(path, file, RuleFolders.load(root(path), rules));
        for (Problem problem : config.reading().problems()) {
            streams().tell(problem.toString());
        }
        if (!config.reading().usable()) {
            return Headroom.WRONG;
        }
        return print(config.name()
                .map(name -> name + " is right\n")
                .orElse("there is no .github/headroom.yml: the defaults are in force\n"));
    }

    @Command(
            name = "show",
            description = "Shows all values in force and where they come from.",
            mixinStandardHelpOptions = true)
    int show(
            @Parameters(paramLabel = "PATH", defaultValue = ".", description = "a folder of the repository") Path path,
            @Option(names = "--config", paramLabel = "FILE", description = "another file") Path file,
            @Option(names = "--rules", paramLabel = "DIR", description = "a folder of further rules") Path rules) {
        RuleCatalogue catalogue = RuleFolders.load(root(path), rules);
        ConfigFile config = read(path, file, catalogue);
        config.usable();
        return print(new ConfigListing(config, catalogue).text());
    }

    @Command(
            name = "schema",
            description = "Prints the JSON schema of .github/headroom.yml, for editors.",
            mixinStandardHelpOptions = true)
    int schema() {
        return print(Json.text(JsonSchema.ofConfiguration(RuleCatalogue.builtin())));
    }

    private static ConfigFile read(Path path, @Nullable Path file, RuleCatalogue catalogue) {
        return ConfigFile.read(root(path), file, catalogue);
    }

    private static Path root(Path path) {
        if (!Files.isDirectory(path)) {
            throw new WrongUsage("there is no folder '" + path + "'");
        }
        return GivenPaths.repositoryOf(path.toAbsolutePath().normalize());
    }

    private int print(String text) {
        streams().print(text);
        return Headroom.CLEAN;
    }

    private StandardStreams streams() {
        return StandardStreams.of(spec);
    }
}
