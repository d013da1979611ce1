package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.OneOffWork;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A service that answers requests, with the place that findings about it as a whole stand at.
 *
 * @param main the name of its {@code main} function
 * @param calls by which it begins to serve; empty where that is out of sight, in a function of another module
 */
record ServingProgram(Program program, Node main, List<ServeCall> calls) {

    private static final Set<String> STARTS = Set.of("Start", "Run", "Serve", "Listen", "ListenAndServe");

    private static final Pattern SERVER_PACKAGE = Pattern.compile(".*/(\\w*server|api|http|grpc|rest|transport|web)");

    /** The program as such a service; empty where it is none, or has no {@code main} to report at. */
    static Optional<ServingProgram> of(CheckContext context) {
        Program program = context.program();
        Serving serving = program.once(Serving.class, Serving::of);
        if (!serving.serves()) {
            return Optional.empty();
        }
        List<ServeCall> calls = serving.calls();
        return mains(context, serving).stream()
                .min(Comparator.comparing((Function main) -> !main.file().built())
                        .thenComparing((Function main) -> !leadsTo(program, main, calls))
                        .thenComparingInt(main -> main.file().path().length()))
                .flatMap(main -> main.node().field("name"))
                .map(main -> new ServingProgram(program, main, calls));
    }

    /** What is known before it is asked which files a rule speaks of. */
    private record Serving(boolean serves, List<ServeCall> calls, List<Function> mains) {
        static Serving of(Program program) {
            List<ServeCall> all = ServeCall.in(program);
            Reach start = Reach.ofStart(program);
            List<ServeCall> calls =
                    all.stream().filter(serve -> start.includes(serve.call())).toList();
            List<Function> mains = program.calls().functions().stream()
                    .filter(function -> program.calls()
                            .entryPoint(function)
                            .filter(EntryPoint.MAIN::equals)
                            .isPresent())
                    .toList();
            // A server that nothing in view starts may be started by a framework, or be a part of a package used
            // otherwise.
            return new Serving(!all.isEmpty() || handlesRequests(program) || servesElsewhere(program), calls, mains);
        }
    }

    private static List<Function> mains(CheckContext context, Serving serving) {
        return serving.mains().stream()
                .filter(function -> context.reportable(function.file()) && !OneOffWork.byHand(function.file()))
                .toList();
    }

    private static boolean leadsTo(Program program, Function main, List<ServeCall> calls) {
        Reach reach = Reach.from(program, main::equals);
        return calls.stream().anyMatch(serve -> reach.includes(serve.call()));
    }

    private static boolean handlesRequests(Program program) {
        return program.calls().functions().stream()
                .anyMatch(function -> program.calls()
                        .entryPoint(function)
                        .filter(EntryPoint::servesRequests)
                        .isPresent());
    }

    /** Whether the main package starts what looks like a server of a package that cannot be seen. */
    private static boolean servesElsewhere(Program program) {
        return NamedCode.of(program).calls(STARTS).stream()
                .filter(call -> program.fileOf(call).packageName().equals("main"))
                .anyMatch(call -> program.types().callee(call) instanceof Callee.Outside outside
                        && outside.known().isEmpty()
                        && SERVER_PACKAGE.matcher(outside.packagePath()).matches());
    }

    /** Whether the code that begins to serve is in view. */
    boolean visible() {
        return !calls.isEmpty();
    }

    /** The calls that begin to serve others than those who run the service. */
    List<ServeCall> answering() {
        return calls.stream()
                .filter(call -> call.kind() != ServeCall.Kind.DIAGNOSTICS)
                .toList();
    }

    boolean serves(ServeCall.Kind kind) {
        return calls.stream().anyMatch(call -> call.kind() == kind);
    }
}
