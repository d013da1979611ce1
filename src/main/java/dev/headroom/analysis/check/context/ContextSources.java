package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows which calls make contexts, requests and sessions, and of what. */
final class ContextSources {
    private static final Set<String> DEADLINES =
            Set.of("WithTimeout", "WithDeadline", "WithTimeoutCause", "WithDeadlineCause");
    private static final Set<String> ENDLESS = Set.of("Background", "TODO", "WithoutCancel");

    /** Functions of other modules that return their first argument with something added that is no deadline. */
    private static final Set<String> DERIVING = Set.of(
            "context.WithCancel",
            "context.WithCancelCause",
            "context.WithValue",
            "os/signal.NotifyContext",
            "google.golang.org/grpc/metadata.NewOutgoingContext",
            "google.golang.org/grpc/metadata.AppendToOutgoingContext",
            "google.golang.org/grpc/metadata.NewIncomingContext",
            "google.golang.org/grpc/peer.NewContext",
            "go.opentelemetry.io/otel/trace.ContextWithSpan",
            "go.opentelemetry.io/otel/trace.ContextWithSpanContext",
            "go.opentelemetry.io/otel/trace.ContextWithRemoteSpanContext",
            "go.opentelemetry.io/otel/baggage.ContextWithBaggage",
            "github.com/opentracing/opentracing-go.ContextWithSpan",
            "gopkg.in/DataDog/dd-trace-go/ddtrace/tracer.ContextWithSpan",
            "go.opencensus.io/trace.StartSpan",
            "go.opencensus.io/trace.NewContext",
            "github.com/newrelic/go-agent/newrelic.NewContext",
            "github.com/getsentry/sentry-go.SetHubOnContext",
            "go.elastic.co/apm.ContextWithTransaction",
            "go.elastic.co/apm.ContextWithSpan",
            "github.com/aws/aws-xray-sdk-go/xray.BeginSegment",
            "github.com/aws/aws-xray-sdk-go/xray.BeginSubsegment",
            "github.com/go-logr/logr.NewContext",
            "github.com/grpc-ecosystem/go-grpc-middleware/logging/zap/ctxzap.ToContext",
            "entgo.io/ent/privacy.DecisionContext",
            "github.com/coreos/go-oidc/oidc.ClientContext",
            "github.com/go-kratos/kratos/metadata.AppendToClientContext",
            "github.com/zeromicro/go-zero/core/logx.ContextWithFields",
            "runtime/pprof.WithLabels",
            "runtime/trace.NewTask",
            "net/http.NewRequestWithContext",
            "net/http/httptrace.WithClientTrace");

    /** The same, with the context as the second result. */
    private static final Set<String> DERIVING_SECOND = Set.of(
            "golang.org/x/sync/errgroup.WithContext",
            "github.com/opentracing/opentracing-go.StartSpanFromContext",
            "github.com/opentracing/opentracing-go.StartSpanFromContextWithTracer",
            "gopkg.in/DataDog/dd-trace-go/ddtrace/tracer.StartSpanFromContext",
            "github.com/DataDog/dd-trace-go/ddtrace/tracer.StartSpanFromContext",
            "go.elastic.co/apm.StartSpan");

    private static final Pattern LIMITING = Pattern.compile("(?i)time|deadline|limit|budget|expir|bound");
    /** Names that say that a context gets a value, a span or a signal. */
    private static final Pattern ADDING = Pattern.compile(
            "(?i)(context)?(with|append|add|put|set|inject|attach|start|annotate).*|new\\w*context|\\w*(to|signal)context");

    private static final Pattern SPAN = Pattern.compile("(?i)\\w*(span|segment|transaction|log|logger)|txn|sp");

    private static final Set<String> CHAINED = Set.of(
            "Assign",
            "Attrs",
            "Begin",
            "Clauses",
            "Debug",
            "Distinct",
            "Group",
            "Having",
            "Joins",
            "Limit",
            "Model",
            "Not",
            "Offset",
            "Omit",
            "Or",
            "Order",
            "Preload",
            "Raw",
            "Scopes",
            "Select",
            "Session",
            "Set",
            "Table",
            "Unscoped",
            "Where",
            "Find",
            "First",
            "Last",
            "Take",
            "Create",
            "Save",
            "Update",
            "Updates",
            "Delete",
            "Count",
            "Exec",
            "Scan");

    private final Types types;
    private @Nullable Boolean keepsSessions;
    private @Nullable Boolean givesSessionsContexts;

    ContextSources(Types types) {
        this.types = types;
    }

    /** What a call makes. */
    sealed interface Source {
        record Deadline() implements Source {}

        record Endless() implements Source {}

        /** The context of a request that is being served. */
        record Request() implements Source {}

        /** The context of a stream of gRPC that is being served. */
        record Stream() implements Source {}

        /** As far as deadlines go, what it is given. */
        record Derived(Node parent) implements Source {}

        record Returned(Function function) implements Source {}

        record Hidden() implements Source {}
    }

    /** @param result which of the call's results is the context, 0 for the first */
    Source of(Node call, int result) {
        return switch (types.callee(call)) {
            case Callee.Inside(Function function) ->
                function.abstractMethod() ? new Source.Hidden() : new Source.Returned(function);
            case Callee.Outside outside when result == 0 -> outside(outside, call);
            case Callee.Outside outside
            when result == 1 && outside.receiver().isEmpty() ->
                DERIVING_SECOND.contains(outside.packagePath() + "." + outside.name())
                        ? derived(Code.argument(call, 0))
                        : new Source.Hidden();
            default -> new Source.Hidden();
        };
    }

    private Source outside(Callee.Outside callee, Node call) {
        if (makesDeadline(callee)) {
            return new Source.Deadline();
        }
        boolean endless = callee.packagePath().equals("context") && ENDLESS.contains(callee.name());
        if (endless || callee.isFunction("net/http", "NewRequest") || callee.isFunction(KnownLibraries.GORM, "Open")) {
            return new Source.Endless();
        }
        if (DERIVING.contains(callee.packagePath() + "." + callee.name())
                && callee.receiver().isEmpty()) {
            return derived(Code.argument(call, 0));
        }
        return callee.receiver().isEmpty() ? made(callee, call) : method(callee, call);
    }

    /**
     * What a function of another module makes of a context, such as {@code ctx := log.With(ctx)}. Whoever sets a deadline
     * returns what gives its timer back: where only a context comes, or one with a span, it was given something else.
     */
    private Source made(Callee.Outside callee, Node call) {
        Optional<Node> parent = Code.argument(call, 0).filter(argument -> isContext(types.typeOf(argument)));
        boolean adds = ADDING.matcher(callee.name()).matches()
                && !LIMITING.matcher(callee.name()).find();
        return adds && alone(call) ? derived(parent) : new Source.Hidden();
    }

    /** Whether a call yields one value, or a span beside the first. */
    private static boolean alone(Node call) {
        List<Node> targets = call.parent()
                .filter(list -> list.kind().equals("expression_list"))
                .flatMap(Node::parent)
                .map(statement -> Statements.expressions(statement.field("left")))
                .orElse(List.of());
        return targets.size() < 2
                || (targets.size() == 2
                        && SPAN.matcher(targets.getLast().text()).matches());
    }

    private Source method(Callee.Outside callee, Node call) {
        Optional<Node> receiver = Expressions.receiver(call);
        if (callee.isMethod("net/http", "Request", "Context")
                || requestOfFramework(callee, receiver)
                || callee.isMethod("github.com/gofiber/fiber", "Ctx", "UserContext", "Context")) {
            return new Source.Request();
        }
        if (streamContext(callee)) {
            return new Source.Stream();
        }
        boolean given = callee.isMethod("net/http", "Request", "WithContext", "Clone")
                || callee.isMethod(KnownLibraries.GORM, "DB", "WithContext")
                || (callee.packagePath().equals("go.opentelemetry.io/otel/trace")
                        && callee.name().equals("Start"))
                || (callee.packagePath().equals("go.opentelemetry.io/otel/propagation")
                        && callee.name().equals("Extract"))
                || (callee.packagePath().startsWith("github.com/rs/zerolog")
                        && callee.name().equals("WithContext"));
        if (given) {
            return derived(Code.argument(call, 0));
        }
        if (callee.packagePath().equals(KnownLibraries.GORM) && CHAINED.contains(callee.name())) {
            return callee.name().equals("Session") && call.text().contains("Context:")
                    ? new Source.Hidden()
                    : derived(receiver);
        }
        return new Source.Hidden();
    }

    /** {@code c.Ctx.Request.Context()}: what frameworks call a request is one of HTTP. */
    private static boolean requestOfFramework(Callee.Outside callee, Optional<Node> receiver) {
        return callee.name().equals("Context")
                && callee.receiver().equals("?")
                && receiver.filter(request -> request.text().matches("(?s).*\\.(Request(\\(\\))?|Req)"))
                        .isPresent();
    }

    private static boolean streamContext(Callee.Outside callee) {
        return callee.name().equals("Context")
                && (callee.receiver().endsWith("Server") || callee.receiver().endsWith("Stream"));
    }

    private static Source derived(Optional<Node> parent) {
        return parent.<Source>map(Source.Derived::new).orElseGet(Source.Hidden::new);
    }

    /** Whether a session of gorm may ever be given a context: else none has a deadline, wherever it comes from. */
    boolean givesSessionsContexts(Program program) {
        if (givesSessionsContexts == null) {
            givesSessionsContexts = program.files().stream().anyMatch(this::givesSessionsContexts);
        }
        return givesSessionsContexts;
    }

    private boolean givesSessionsContexts(GoFile file) {
        return file.nodes("call_expression").stream()
                        .filter(call -> Expressions.calledName(call).equals("WithContext"))
                        .anyMatch(call -> switch (types.callee(call)) {
                            // What another module yields may be a session too.
                            case Callee.Outside outside ->
                                outside.receiver().equals("?")
                                        || outside.packagePath().startsWith("gorm.io/");
                            case Callee.Inside inside -> false;
                            default -> true;
                        })
                || file.nodes("composite_literal").stream()
                        .anyMatch(literal -> literal.text().contains("Context:")
                                && types.typeOf(literal).is(KnownLibraries.GORM, "Session"));
    }

    /** Whether gorm sessions that have a context may be kept in fields: then a field says nothing. */
    boolean keepsSessions(Program program) {
        if (keepsSessions == null) {
            keepsSessions = program.files().stream().anyMatch(this::keepsSessions);
        }
        return keepsSessions;
    }

    private boolean keepsSessions(GoFile file) {
        for (Node node : file.nodes("call_expression")) {
            boolean kept = types.callee(node) instanceof Callee.Outside outside
                    && outside.isMethod(KnownLibraries.GORM, "DB", "WithContext", "Session")
                    && node.parent()
                            .filter(parent -> Set.of("literal_element", "argument_list", "expression_list")
                                    .contains(parent.kind()))
                            .filter(parent -> !local(parent))
                            .isPresent();
            if (kept) {
                return true;
            }
        }
        return false;
    }

    /** Whether a list of values is assigned to new variables or returned. */
    private static boolean local(Node list) {
        String kind = list.parent().map(Node::kind).orElse("");
        return kind.equals("short_var_declaration") || kind.equals("return_statement");
    }

    /** Whether a function calls what it is given with the context that it is given, as far as deadlines go. */
    static boolean handsOn(Callee.Outside callee) {
        boolean transaction = callee.packagePath().equals("github.com/uptrace/bun")
                && callee.name().equals("RunInTx");
        return transaction
                || callee.isFunction("github.com/sethvargo/go-retry", "Do", "Constant", "Exponential", "Fibonacci");
    }

    /** Whether a function of the package context puts an end to what waits with its result. */
    static boolean makesDeadline(Callee.Outside callee) {
        return callee.packagePath().equals("context") && DEADLINES.contains(callee.name());
    }

    static boolean isContext(GoType type) {
        return type.is("context", "Context");
    }
}
