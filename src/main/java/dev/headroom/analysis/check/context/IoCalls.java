package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Recognises calls that wait for a database or another service. */
public final class IoCalls {
    private static final Map<String, String> VARIANTS =
            Map.of("Begin", "BeginTx", "Beginx", "BeginTxx", "MustBegin", "MustBeginTx");
    private static final Set<String> WITHOUT_CONTEXT = Set.of(
            "Query",
            "QueryRow",
            "Exec",
            "Prepare",
            "Ping",
            "Begin",
            "Get",
            "Select",
            "Queryx",
            "QueryRowx",
            "NamedExec",
            "NamedQuery",
            "MustExec",
            "Preparex",
            "PrepareNamed",
            "Beginx",
            "MustBegin");
    private static final Set<String> SQL_WITH_CONTEXT = Set.of("BeginTx", "BeginTxx", "MustBeginTx", "Conn", "Connx");
    private static final Set<String> SQL_WITHOUT_CONTEXT =
            Set.of("Query", "QueryRow", "Exec", "Prepare", "Ping", "Begin");
    private static final String BUN = "github.com/uptrace/bun";
    private static final Set<String> BUN_HANDLES = Set.of("DB", "Tx", "Conn", "IDB", "IConn");
    private static final Set<String> BUN_FINISHERS = Set.of("Scan", "Exec", "Count", "Exists", "ScanAndCount", "Rows");
    private static final Set<String> PGX_METHODS = Set.of(
            "Query",
            "QueryRow",
            "Exec",
            "SendBatch",
            "CopyFrom",
            "Begin",
            "BeginTx",
            "BeginFunc",
            "BeginTxFunc",
            "Ping",
            "Prepare",
            "Acquire",
            "AcquireFunc",
            "Commit");
    private static final Set<String> GORM_FINISHERS = Set.of(
            "Begin",
            "Count",
            "Create",
            "CreateInBatches",
            "Delete",
            "Exec",
            "Find",
            "FindInBatches",
            "First",
            "FirstOrCreate",
            "FirstOrInit",
            "Last",
            "Pluck",
            "Row",
            "Rows",
            "Save",
            "Scan",
            "Take",
            "Update",
            "UpdateColumn",
            "UpdateColumns",
            "Updates",
            "Transaction");
    /** What gorm's generator writes beside gorm's own methods. */
    private static final Set<String> GEN_FINISHERS =
            Set.of("UpdateSimple", "UpdateColumnSimple", "FindByPage", "FindInBatch", "ScanByPage");
    /** The commands of go-redis that wait on purpose, for as long as they are told. */
    public static final Set<String> BLOCKING_COMMANDS = Set.of(
            "BLPop",
            "BRPop",
            "BRPopLPush",
            "BLMove",
            "BLMPop",
            "BZPopMin",
            "BZPopMax",
            "BZMPop",
            "XRead",
            "XReadGroup",
            "Subscribe",
            "PSubscribe",
            "SSubscribe",
            "Wait",
            "WaitAOF");

    private static final Set<String> RESULT_PACKAGES = Set.of(
            KnownLibraries.SQL,
            KnownLibraries.SQLX,
            KnownLibraries.PGX,
            "github.com/jackc/pgx/pgconn",
            "github.com/jackc/pgconn");
    private static final Set<String> RESULTS = Set.of("Result", "Row", "Rows", "Stmt", "CommandTag");
    private static final Set<String> STREAM_METHODS =
            Set.of("Recv", "Send", "CloseSend", "CloseAndRecv", "RecvMsg", "SendMsg", "Header");

    private final Types types;
    private final CallGraph calls;
    private final GrpcStubs stubs;
    private final boolean redisWaits;
    private final boolean firstGorm;
    private final GeneratedQueries generated;

    /**
     * @param redisWaits whether go-redis was told to wait without end: else it bounds each command by itself
     */
    IoCalls(Program program, boolean redisWaits) {
        this.types = program.types();
        this.calls = program.calls();
        this.stubs = new GrpcStubs(program);
        this.generated = new GeneratedQueries(program, this::of);
        this.redisWaits = redisWaits;
        // The first gorm takes no contexts.
        this.firstGorm =
                program.files().stream().anyMatch(file -> file.importPaths().contains("github.com/jinzhu/gorm"));
    }

    Optional<IoCall> of(Node call) {
        Optional<IoCall.Limit> limit = switch (types.callee(call)) {
            case Callee.Outside outside -> outside(outside, call);
            case Callee.Inside(Function function) -> inside(function, call);
            default -> Optional.empty();
        };
        return limit.map(found -> new IoCall(call, Code.calledName(call), found));
    }

    private Optional<IoCall.Limit> outside(Callee.Outside callee, Node call) {
        String name = callee.name();
        return switch (callee.packagePath()) {
            case KnownLibraries.SQL, KnownLibraries.SQLX -> sql(callee, call);
            case KnownLibraries.PGX, KnownLibraries.PGXPOOL ->
                pgx(callee) ? carrier(Code.argument(call, 0)) : Optional.empty();
            case KnownLibraries.GORM ->
                !firstGorm && callee.receiver().equals("DB") && GORM_FINISHERS.contains(name) && !chainGoesOn(call)
                        ? carrier(Expressions.receiver(call))
                        : Optional.empty();
            case "gorm.io/gen" ->
                finishesGenerated(name) ? carrier(GeneratedQueries.contextOfChain(call)) : Optional.empty();
            case BUN, BUN + "/schema" -> bun(callee, call);
            case "net/http" -> callee.isMethod("net/http", "Client", "Do") ? request(call) : Optional.empty();
            case KnownLibraries.REDIS ->
                redisWaits && !callee.receiver().isEmpty() && !BLOCKING_COMMANDS.contains(name)
                        ? carrier(Code.argument(call, 0).filter(this::isContext))
                        : Optional.empty();
            default -> stub(callee, call);
        };
    }

    private static boolean pgx(Callee.Outside callee) {
        boolean method =
                Set.of("Conn", "Tx", "Pool").contains(callee.receiver()) && PGX_METHODS.contains(callee.name());
        return method || callee.isFunction(KnownLibraries.PGX, "BeginFunc", "BeginTxFunc");
    }

    private Optional<IoCall.Limit> sql(Callee.Outside callee, Node call) {
        String name = callee.name();
        // sqlx has interfaces of many names that its handles satisfy.
        boolean method = KnownLibraries.SQL_HANDLES.contains(callee.receiver())
                || (callee.packagePath().equals(KnownLibraries.SQLX)
                        && !callee.receiver().isEmpty());
        boolean function = callee.receiver().isEmpty() && callee.packagePath().equals(KnownLibraries.SQLX);
        if (!method && !function) {
            return Optional.empty();
        }
        if (name.endsWith("Context") || (method && SQL_WITH_CONTEXT.contains(name))) {
            return carrier(Code.argument(call, 0));
        }
        boolean waits = method
                ? WITHOUT_CONTEXT.contains(name) || callee.isMethod(KnownLibraries.SQL, "Tx", "Stmt")
                : Set.of("Get", "Select", "Connect").contains(name);
        return waits
                ? Optional.of(new IoCall.Limit.None(VARIANTS.getOrDefault(name, name + "Context")))
                : Optional.empty();
    }

    private Optional<IoCall.Limit> bun(Callee.Outside callee, Node call) {
        String name = callee.name();
        if (!BUN_HANDLES.contains(callee.receiver())) {
            return BUN_FINISHERS.contains(name)
                    ? carrier(Code.argument(call, 0).filter(this::isContext))
                    : Optional.empty();
        }
        if (name.endsWith("Context") || SQL_WITH_CONTEXT.contains(name) || name.equals("RunInTx")) {
            return carrier(Code.argument(call, 0));
        }
        return SQL_WITHOUT_CONTEXT.contains(name)
                ? Optional.of(new IoCall.Limit.None(VARIANTS.getOrDefault(name, name + "Context")))
                : Optional.empty();
    }

    private Optional<IoCall.Limit> request(Node call) {
        return Code.argument(call, 0)
                .flatMap(
                        request -> Expressions.receiver(call).map(client -> new IoCall.Limit.Request(request, client)));
    }

    /** A call of a stub that protoc-gen-go-grpc wrote elsewhere: told by its request, a type of the same package. */
    private Optional<IoCall.Limit> stub(Callee.Outside callee, Node call) {
        List<Node> arguments = Expressions.arguments(call);
        boolean stub = callee.receiver().endsWith("Client")
                && callee.receiver().length() > "Client".length()
                && arguments.size() >= 2
                && isContext(arguments.get(0))
                && types.typeOf(arguments.get(1)).pointee() instanceof GoType.Named(String path, String type)
                && path.equals(callee.packagePath())
                && stubs.in(path);
        return stub && !opensStream(call) ? Optional.of(new IoCall.Limit.Stub(arguments.getFirst())) : Optional.empty();
    }

    private static boolean finishesGenerated(String name) {
        return GORM_FINISHERS.contains(name) || GEN_FINISHERS.contains(name);
    }

    private Optional<IoCall.Limit> inside(Function function, Node call) {
        if (finishesGenerated(function.name()) && GeneratedQueries.byGorm(function)) {
            return carrier(GeneratedQueries.contextOfChain(call));
        }
        GoType.Func signature = types.signature(function);
        if (function.abstractMethod() && sendsRequest(function.name(), signature)) {
            return wrapped(function, call) ? Optional.empty() : request(call);
        }
        boolean context = !signature.parameters().isEmpty()
                && ContextSources.isContext(signature.parameters().getFirst());
        if (!context) {
            return Optional.empty();
        }
        if (function.abstractMethod()) {
            boolean options = signature.variadic()
                    && signature.parameters().getLast() instanceof GoType.Slice(GoType option)
                    && option.is("google.golang.org/grpc", "CallOption");
            if (options) {
                return opensStream(call) || !unary(signature) || boundsItself(function, call)
                        ? Optional.empty()
                        : Code.argument(call, 0).map(IoCall.Limit.Stub::new);
            }
            if (database(function, call)) {
                return carrier(Code.argument(call, 0));
            }
        }
        return generated.runs(function, call) ? carrier(Code.argument(call, 0)) : Optional.empty();
    }

    /** A method of an interface that HTTP clients satisfy: {@code Do(*http.Request) (*http.Response, error)}. */
    private static boolean sendsRequest(String name, GoType.Func signature) {
        return name.equals("Do")
                && signature.parameters().size() == 1
                && signature.parameters().getFirst().pointee().is("net/http", "Request")
                && !signature.results().isEmpty()
                && signature.results().getFirst().pointee().is("net/http", "Response");
    }

    /** Whether clients of the program's own stand behind an interface: what they call does the waiting. */
    private boolean wrapped(Function method, Node call) {
        return calls.implementations(types.receiverOf(call), method).stream()
                .anyMatch(own -> !TestSupport.servesTests(own.file()));
    }

    /** Whether a client that the program puts around a generated one sets a deadline for each call. */
    private boolean boundsItself(Function method, Node call) {
        return calls.implementations(types.receiverOf(call), method).stream()
                .filter(own -> !own.file().generated())
                .flatMap(own -> own.body().stream())
                .anyMatch(body -> body.text().contains("context.WithTimeout")
                        || body.text().contains("context.WithDeadline"));
    }

    private static boolean unary(GoType.Func signature) {
        return signature.results().size() == 2
                && !(signature.results().getFirst() instanceof GoType.Named(String path, String name)
                        && (name.endsWith("Client") || path.equals("google.golang.org/grpc")));
    }

    /** A method of an interface that database handles satisfy, such as sqlc's {@code DBTX}: told by all its methods. */
    private boolean database(Function method, Node call) {
        boolean named = PGX_METHODS.contains(method.name()) || method.name().endsWith("Context");
        return named
                && types.interfaceMethods(types.receiverOf(call)).values().stream()
                        .flatMap(each -> types.signature(each).results().stream())
                        .anyMatch(result -> result.pointee() instanceof GoType.Named(String path, String name)
                                && RESULT_PACKAGES.contains(path)
                                && RESULTS.contains(name));
    }

    /** Whether the result of a call is used as a stream, which lives as long as it is read. */
    private boolean opensStream(Node call) {
        return call.parent()
                .flatMap(Node::parent)
                .filter(statement -> statement.kind().equals("short_var_declaration"))
                .flatMap(statement -> statement.field("left"))
                .map(left -> left.namedChildren().getFirst())
                .flatMap(types::variable)
                .filter(variable -> variable.uses().stream()
                        .anyMatch(use -> use.parent()
                                .flatMap(parent -> parent.field("field"))
                                .filter(field -> STREAM_METHODS.contains(field.text()))
                                .isPresent()))
                .isPresent();
    }

    private boolean isContext(Node expression) {
        GoType type = types.typeOf(expression);
        return ContextSources.isContext(type)
                || (!type.known() && expression.text().matches("ctx|.*[cC]tx"));
    }

    /** Whether another call of the chain does the waiting: {@code Find(…).Count(…)} is one place to report. */
    private static boolean chainGoesOn(Node call) {
        return call.parent()
                .filter(parent -> parent.kind().equals("selector_expression"))
                .flatMap(parent -> parent.field("field"))
                .filter(field -> GORM_FINISHERS.contains(field.text()))
                .isPresent();
    }

    private static Optional<IoCall.Limit> carrier(Optional<Node> expression) {
        return expression.map(IoCall.Limit.Carrier::new);
    }
}
