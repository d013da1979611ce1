package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A check that what a service logs while it serves can be searched by its fields. */
public final class UnstructuredLoggingCheck implements Check {
    private static final Set<String> PRINTS = Set.of("Print", "Printf", "Println");

    /** Code that prints because that is what it is for. */
    private static final Pattern PRINTS_BY_PURPOSE =
            Pattern.compile("(?i).*(banner|version|usage|help|logo|print|dump|display).*");

    private static final Pattern TOOLS =
            Pattern.compile("(^|/)(cmd|cli|commands?|tools?|scripts?|examples?|migrations?|hack)/");

    private static final List<String> COMMAND_LINES = List.of(
            "github.com/spf13/cobra",
            "github.com/urfave/cli",
            "github.com/alecthomas/kong",
            "github.com/alecthomas/kingpin",
            "gopkg.in/alecthomas/kingpin",
            "github.com/jessevdk/go-flags",
            "github.com/mitchellh/cli",
            "github.com/google/subcommands",
            "github.com/peterbourgon/ff");

    /** What makes the lines of the standard logger entries of another one. */
    private static final Set<String> BRIDGES =
            Set.of("RedirectStdLog", "RedirectStdLogAt", "SetDefault", "SetOutput", "NewStdLog", "ReplaceGlobals");

    @Override
    public String name() {
        return "unstructured-logging";
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (!program.importsAny(Set.of("fmt", "log"))) {
            return;
        }
        Optional<ServingProgram> service = ServingProgram.of(context).filter(ServingProgram::visible);
        if (service.isPresent()) {
            boolean commandLine = Libraries.imported(program, COMMAND_LINES);
            Reach serving = Reach.from(program, function -> begins(program, function, commandLine));
            new Examination(context, serving, commandLine, bridged(program)).run();
        }
    }

    /** Whether work that goes on while the service serves begins with a function: what main starts is part of starting. */
    private static boolean begins(Program program, Function function, boolean commandLine) {
        Optional<EntryPoint> why = program.calls().entryPoint(function);
        return why.filter(EntryPoint::perRequest).isPresent()
                || (!commandLine
                        && why.filter(EntryPoint.GOROUTINE::equals).isPresent()
                        && !function.file().packageName().equals("main"));
    }

    /** Whether the standard logger writes through one that knows fields. */
    private static boolean bridged(Program program) {
        return NamedCode.of(program).calls(BRIDGES).stream()
                .anyMatch(call -> program.types().callee(call) instanceof Callee.Outside outside
                        && BRIDGES.contains(outside.name())
                        && List.of("log", "log/slog", "go.uber.org/zap").contains(outside.packagePath()));
    }

    private record Examination(CheckContext context, Reach serving, boolean commandLine, boolean bridged) {

        void run() {
            Libraries.files(context.program())
                    .filter(context::reportable)
                    .filter(file -> file.importPaths().contains("fmt")
                            || file.importPaths().contains("log"))
                    .filter(file -> !TOOLS.matcher(file.path()).find()
                            || file.packageName().equals("main"))
                    .forEach(this::file);
        }

        private void file(GoFile file) {
            for (Node call : file.nodes("call_expression")) {
                boolean named = call.field("function")
                        .flatMap(function -> function.field("field"))
                        .filter(name -> PRINTS.contains(name.text()))
                        .isPresent();
                if (named
                        && context.program().types().callee(call) instanceof Callee.Outside outside
                        && outside.receiver().isEmpty()
                        && PRINTS.contains(outside.name())
                        && (outside.packagePath().equals("fmt")
                                || outside.packagePath().equals("log"))) {
                    judge(file, call, outside);
                }
            }
        }

        private void judge(GoFile file, Node call, Callee.Outside outside) {
            boolean log = outside.packagePath().equals("log");
            if (log && bridged) {
                context.clean(call);
            } else if (file.packageName().equals("main") || commandLine) {
                // Before it serves, and beside serving, a program may well speak to a person.
                if (serving.includes(call)) {
                    report(call, outside);
                }
            } else if (!byPurpose(call)) {
                report(call, outside);
            }
        }

        private boolean byPurpose(Node call) {
            Optional<Function> function = context.program().calls().functionOf(call);
            while (function.isPresent() && function.get().literal()) {
                function =
                        function.get().node().parent().flatMap(context.program().calls()::functionOf);
            }
            return function.filter(
                            found -> PRINTS_BY_PURPOSE.matcher(found.name()).matches())
                    .isPresent();
        }

        private void report(Node call, Callee.Outside outside) {
            context.report(call)
                    .with("call", outside.packagePath() + "." + outside.name())
                    .submit();
        }
    }
}
