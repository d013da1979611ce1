package dev.headroom.analysis.check.context;

import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

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
        return INTERCEPTORS.contains(option) && arguments.stream().anyMatch(this::mayBound);
    }

    private static boolean textWithoutTimeout(Node config) {
        String text = config.text();
        return (config.kind().endsWith("string_literal") || text.startsWith("fmt.Sprintf(`"))
                && !text.contains("imeout");
    }

    private boolean mayBound(Node interceptor) {
        Callee callee = interceptor.kind().equals("call_expression")
                ? program.types().callee(interceptor)
                : program.types().function(interceptor);
        return switch (callee) {
            case Callee.Inside(Function function) ->
                function.body()
                        .filter(body -> !body.text().contains("context.With"))
                        .isEmpty();
            case Callee.Outside outside -> {
                String path = outside.packagePath();
                boolean repeats =
                        path.endsWith("/retry") && program.files().stream().anyMatch(StubTimeouts::boundsTries);
                yield repeats || !WATCHING.matcher(path).matches();
            }
            default -> true;
        };
    }

    private static boolean boundsTries(GoFile file) {
        return file.nodes("field_identifier").stream()
                .anyMatch(name -> name.text().equals("WithPerRetryTimeout"));
    }
}
