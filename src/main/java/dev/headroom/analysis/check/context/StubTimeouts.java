package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.Values;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Literals;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the options of a program's gRPC connections make of calls whose context has no deadline. */
final class StubTimeouts {
    private static final String GRPC = "google.golang.org/grpc";
    private static final Set<String> INTERCEPTORS = Set.of("WithUnaryInterceptor", "WithChainUnaryInterceptor");

    /** Connections of these frameworks end each call after two seconds, unless they are told otherwise. */
    private static final Set<String> BOUNDED = Set.of(
            "github.com/zeromicro/go-zero/zrpc.MustNewClient",
            "github.com/zeromicro/go-zero/zrpc.NewClient",
            "github.com/zeromicro/go-zero/zrpc.NewClientWithTarget",
            "github.com/go-kratos/kratos/transport/grpc.Dial",
            "github.com/go-kratos/kratos/transport/grpc.DialInsecure");

    /** The packages without which no connection of the program has options that matter here. */
    private static final Set<String> PACKAGES =
            Set.of(GRPC, "github.com/zeromicro/go-zero/zrpc", "github.com/go-kratos/kratos/transport/grpc");

    /** Interceptors that watch calls, or repeat them, but wait as long as they take. */
    private static final Pattern WATCHING = Pattern.compile(
            "(?i).*(otel|opentracing|opencensus|prometheus|metric|trac|logging|logrus|zap|slog|sentry|recovery|validator"
                    + "|newrelic|apm|auth|metadata|retry|circuitbreaker).*");

    private static final Pattern DEADLINE = Pattern.compile("With(Timeout|Deadline)");
    private static final int MOST_FUNCTIONS = 200;

    private final Program program;

    StubTimeouts(Program program) {
        this.program = program;
    }

    /** What holds of every call of a stub of the program: endless, if nothing but its context bounds it. */
    Wait each() {
        Wait found = new Wait.Endless(List.of());
        if (!program.importsAny(PACKAGES)) {
            return found;
        }
        for (GoFile file : program.files()) {
            if (file.test()) {
                continue;
            }
            for (Node call : file.nodes("call_expression")) {
                if (program.types().callee(call) instanceof Callee.Outside outside) {
                    String name = outside.packagePath() + "." + outside.name();
                    if (BOUNDED.contains(name)) {
                        return new Wait.Limited();
                    }
                    if (outside.packagePath().equals(GRPC) && mayBound(outside.name(), call)) {
                        found = new Wait.Unclear("an option of the gRPC connection may bound its calls");
                    }
                }
            }
        }
        return found;
    }

    private boolean mayBound(String option, Node call) {
        List<Node> arguments = Expressions.arguments(call);
        if (option.equals("WithDefaultServiceConfig")) {
            return arguments.stream().noneMatch(StubTimeouts::textWithoutTimeout);
        }
        return INTERCEPTORS.contains(option)
                && arguments.stream().flatMap(this::each).anyMatch(this::mayBound);
    }

    /** The interceptors of an argument: the elements of {@code interceptors...}, where nothing else is put there. */
    private Stream<Node> each(Node argument) {
        Optional<Node> literal = Optional.of(argument)
                .filter(spread -> spread.kind().equals("variadic_argument"))
                .map(spread -> spread.namedChildren().getFirst())
                .flatMap(program.types()::variable)
                .filter(variable -> Values.assignmentsBefore(variable, argument).isEmpty())
                .flatMap(Values::initial)
                .map(Values.Assignment::value)
                .filter(value -> value.kind().equals("composite_literal"));
        return literal.map(value -> Literals.values(value).stream()).orElse(Stream.of(argument));
    }

    private static boolean textWithoutTimeout(Node config) {
        Node text = Expressions.calledName(config).equals("Sprintf")
                ? Code.argument(config, 0).orElse(config)
                : config;
        return text.kind().endsWith("string_literal") && !text.text().contains("imeout");
    }

    private boolean mayBound(Node interceptor) {
        Callee callee = interceptor.kind().equals("call_expression")
                ? program.types().callee(interceptor)
                : program.types().function(interceptor);
        return switch (callee) {
            case Callee.Inside(Function function) -> mayBound(function);
            case Callee.Outside outside -> {
                String path = outside.packagePath();
                boolean repeats =
                        path.endsWith("/retry") && program.files().stream().anyMatch(StubTimeouts::boundsTries);
                yield repeats || !WATCHING.matcher(path).matches();
            }
            default -> true;
        };
    }

    /** Whether a function, or what it calls in the program, makes a deadline; a method without a body may. */
    private boolean mayBound(Function interceptor) {
        Set<Function> seen = new HashSet<>(Set.of(interceptor));
        Deque<Function> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            Function function = open.poll();
            if (function.body()
                            .filter(body -> !DEADLINE.matcher(body.text()).find())
                            .isEmpty()
                    || seen.size() > MOST_FUNCTIONS) {
                return true;
            }
            for (Call call : program.calls().callsIn(function)) {
                if (seen.add(call.callee())) {
                    open.add(call.callee());
                }
            }
        }
        return false;
    }

    private static boolean boundsTries(GoFile file) {
        return file.nodes("field_identifier").stream()
                .anyMatch(name -> name.text().equals("WithPerRetryTimeout"));
    }
}
