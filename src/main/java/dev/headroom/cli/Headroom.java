package dev.headroom.cli;

import dev.headroom.cli.terminal.Terminal;
import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.golang.syntax.Natives;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line. */
@Command(
        name = "headroom",
        description = "Finds what keeps Go services from carrying load.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        commandListHeading = "%nCommands:%n",
        footer = {"", "Exit codes: 0 nothing that blocks, 1 blockers, 2 wrong usage or configuration."})
public final class Headroom {
    /** Nothing was found that blocks. */
    static final int CLEAN = 0;
    /** Something was found that must not merge. */
    static final int BLOCKED = 1;
    /** The request could not be carried out. */
    static final int WRONG = 2;

    private Headroom() {}

    /**
     * The command line, ready to be executed. Where the first argument names a command it is the only one that is made,
     * and none is to tell the version: to load what the server needs takes longer than a small check.
     *
     * @param further commands of other packages by their names: instances of classes with {@link Command}
     */
    public static CommandLine commandLine(
            PrintWriter out, PrintWriter err, Map<String, Supplier<?>> further, String... arguments) {
        Map<String, Supplier<?>> commands = new LinkedHashMap<>();
        commands.put("check", CheckCommand::new);
        commands.put("campaign", CampaignCommand::new);
        commands.put("rules", RulesCommand::new);
        commands.put("config", ConfigCommand::new);
        commands.putAll(further);
        if (arguments.length > 0 && (commands.containsKey(arguments[0]) || arguments[0].equals("--version"))) {
            commands.keySet().retainAll(Set.of(arguments[0]));
        }
        CommandLine line = new CommandLine(new Headroom());
        commands.forEach((name, command) -> line.addSubcommand(name, command.get()));
        tellVersion(line);
        return line.setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((problem, given) -> complain(err, sentence(problem)))
                .setExecutionExceptionHandler((problem, command, result) -> {
                    if (problem instanceof WrongUsage) {
                        return complain(err, problem.getMessage());
                    }
                    problem.printStackTrace(err);
                    return complain(err, "this is a mistake in Headroom itself, please report it: " + problem);
                });
    }

    /** The version of the program; {@code development} where it does not run from its jar. */
    public static String version() {
        return Optional.ofNullable(Headroom.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** Every command knows {@code --version}, and all answer the same. */
    private static void tellVersion(CommandLine line) {
        line.getCommandSpec().versionProvider(new Version());
        line.getSubcommands().values().forEach(Headroom::tellVersion);
    }

    private static int complain(PrintWriter err, String sentence) {
        err.println("headroom: " + Terminal.clean(sentence.lines().findFirst().orElse("")));
        err.flush();
        return WRONG;
    }

    private static String sentence(ParameterException problem) {
        String message = problem.getMessage();
        if (problem instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            return message + "; did you mean " + unmatched.getSuggestions().getFirst() + "?";
        }
        return message + "; '" + problem.getCommandLine().getCommandSpec().qualifiedName() + " --help' tells more";
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "headroom " + version(), "Java " + Runtime.version(), "tree-sitter: " + natives(),
            };
        }

        private static String natives() {
            try {
                return Natives.description();
            } catch (IllegalStateException e) {
                return e.getMessage();
            }
        }
    }
}
