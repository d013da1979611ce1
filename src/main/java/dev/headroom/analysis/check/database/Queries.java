package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises calls that ask a database or Redis, by the type of what they are made on. */
public final class Queries {
    private static final String REDIGO = "github.com/gomodule/redigo/redis";
    private static final String MONGO = "go.mongodb.org/mongo-driver/mongo";
    private static final String BUN = "github.com/uptrace/bun";
    private static final Set<String> PACKAGES = Set.of(
            KnownLibraries.SQL,
            KnownLibraries.SQLX,
            KnownLibraries.PGX,
            KnownLibraries.PGXPOOL,
            KnownLibraries.GORM,
            KnownLibraries.REDIS,
            REDIGO,
            MONGO,
            BUN,
            "xorm.io/xorm",
            "github.com/go-xorm/xorm");

    private static final Set<String> SQL_METHODS = Set.of(
            "Query", "QueryRow", "Exec", "Get", "Select", "Queryx", "QueryRowx", "NamedExec", "NamedQuery", "MustExec");
    private static final Set<String> GORM_READS =
            Set.of("Count", "Find", "First", "FirstOrInit", "Last", "Pluck", "Row", "Rows", "Scan", "Take");
    private static final Set<String> GORM_WRITES = Set.of(
            "Create", "Delete", "Exec", "FirstOrCreate", "Save", "Update", "UpdateColumn", "UpdateColumns", "Updates");
    private static final Set<String> REDIS_HANDLES =
            Set.of("Client", "ClusterClient", "Ring", "Conn", "Tx", "Cmdable", "UniversalClient");
    private static final Set<String> NO_COMMANDS =
            Set.of("Subscribe", "PSubscribe", "SSubscribe", "Watch", "Pipelined", "TxPipelined", "WithContext");
    private static final Pattern REDIS_READS = Pattern.compile(
            "(H|M|Z|S|L|HM|J|JSON)?(Get|Range|Members|Exists|Card|Len|Score|Rank|Keys|Vals|IsMember|Scan)"
                    + ".*|TTL|PTTL|Type|Dump|HGetAll|ZRange.*|ZRev.*");
    private static final Set<String> MONGO_READS =
            Set.of("FindOne", "Find", "CountDocuments", "Aggregate", "Distinct", "EstimatedDocumentCount");
    private static final Set<String> MONGO_WRITES = Set.of(
            "InsertOne",
            "UpdateOne",
            "UpdateByID",
            "UpdateMany",
            "DeleteOne",
            "DeleteMany",
            "ReplaceOne",
            "FindOneAndUpdate",
            "FindOneAndDelete",
            "FindOneAndReplace");
    private static final Set<String> XORM_READS =
            Set.of("Get", "Find", "Exist", "Count", "FindAndCount", "Query", "QueryString", "Rows", "Iterate");
    private static final Set<String> XORM_WRITES = Set.of("Insert", "InsertOne", "Update", "Delete", "Exec");
    private static final Map<String, Boolean> BUN_METHODS =
            Map.of("Scan", false, "Count", false, "Exists", false, "ScanAndCount", false, "Exec", true);
    private static final int LONGEST_START = 1_000;
    private static final Set<String> CHANGES =
            Set.of("insert", "update", "delete", "merge", "replace", "truncate", "create", "alter", "drop");

    private final Types types;

    public Queries(Types types) {
        this.types = types;
    }

    /** The packages, without major version, through which databases are asked. */
    public static Set<String> packages() {
        return PACKAGES;
    }

    /** The query that a call is. */
    public Optional<Query> of(Node call) {
        return switch (types.callee(call)) {
            case Callee.Outside outside -> outside(outside, call);
            case Callee.Inside(Function function) when function.abstractMethod() -> abstracted(function, call);
            default -> Optional.empty();
        };
    }

    private Optional<Query> outside(Callee.Outside callee, Node call) {
        String name = callee.name();
        String receiver = callee.receiver();
        return switch (callee.packagePath()) {
            case KnownLibraries.SQL, KnownLibraries.SQLX -> sql(callee, call);
            case KnownLibraries.PGX, KnownLibraries.PGXPOOL ->
                Set.of("Conn", "Tx", "Pool").contains(receiver)
                                && Set.of("Query", "QueryRow", "Exec").contains(name)
                        ? Optional.of(query(call, Query.Driver.PGX, name.equals("Exec"), 1, Set.of(0)))
                        : Optional.empty();
            case KnownLibraries.GORM -> receiver.equals("DB") ? gorm(name, call) : Optional.empty();
            case KnownLibraries.REDIS ->
                REDIS_HANDLES.contains(receiver)
                                && !NO_COMMANDS.contains(name)
                                && Code.argument(call, 0)
                                        .filter(this::isContext)
                                        .isPresent()
                        ? Optional.of(query(
                                call,
                                Query.Driver.REDIS,
                                !REDIS_READS.matcher(name).matches(),
                                -1,
                                Set.of(0)))
                        : Optional.empty();
            case REDIGO ->
                receiver.equals("Conn") && name.equals("Do")
                        ? Optional.of(query(call, Query.Driver.REDIS, true, -1, Set.of()))
                        : Optional.empty();
            case MONGO -> {
                boolean write = MONGO_WRITES.contains(name);
                yield receiver.equals("Collection") && (write || MONGO_READS.contains(name))
                        ? Optional.of(query(call, Query.Driver.MONGO, write, -1, Set.of(0)))
                        : Optional.empty();
            }
            case "xorm.io/xorm", "github.com/go-xorm/xorm" -> {
                boolean write = XORM_WRITES.contains(name);
                yield Set.of("Session", "Engine", "Interface", "EngineInterface")
                                        .contains(receiver)
                                && (write || XORM_READS.contains(name))
                        ? Optional.of(chained(call, Query.Driver.XORM, write, Set.of("Where", "SQL", "And", "Or")))
                        : Optional.empty();
            }
            case BUN ->
                receiver.endsWith("Query") && BUN_METHODS.containsKey(name)
                        ? Optional.of(chained(
                                call,
                                Query.Driver.BUN,
                                BUN_METHODS.get(name),
                                Set.of("Where", "WhereOr", "Set", "ColumnExpr", "Join", "OrderExpr")))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Query> sql(Callee.Outside callee, Node call) {
        boolean context = callee.name().endsWith("Context");
        String name = context ? callee.name().substring(0, callee.name().length() - "Context".length()) : callee.name();
        boolean sqlx = callee.packagePath().equals(KnownLibraries.SQLX);
        boolean function = callee.receiver().isEmpty();
        boolean method = KnownLibraries.SQL_HANDLES.contains(callee.receiver()) || (sqlx && !function);
        if (!SQL_METHODS.contains(name) || (!method && !(sqlx && function))) {
            return Optional.empty();
        }
        int first = (context ? 1 : 0) + (function ? 1 : 0);
        boolean destination = name.equals("Get") || name.equals("Select");
        boolean prepared = callee.receiver().endsWith("Stmt");
        int text = prepared ? -1 : first + (destination ? 1 : 0);
        Set<Integer> aside = context ? Set.of(0) : Set.of();
        if (destination) {
            aside = context ? Set.of(0, first) : Set.of(first);
        }
        Query query = query(call, Query.Driver.SQL, name.contains("Exec"), text, aside);
        return Optional.of(function ? with(query, Code.argument(call, context ? 1 : 0)) : query);
    }

    private static Query with(Query query, Optional<Node> handle) {
        return new Query(
                query.call(),
                query.driver(),
                query.write(),
                query.text(),
                handle,
                query.values().stream()
                        .filter(value -> handle.filter(value::equals).isEmpty())
                        .toList());
    }

    private Optional<Query> gorm(String name, Node call) {
        boolean write = GORM_WRITES.contains(name);
        boolean scansRaw = write || GORM_READS.contains(name);
        return scansRaw
                ? Optional.of(chained(
                        call,
                        Query.Driver.GORM,
                        write,
                        Set.of("Where", "Raw", "Or", "Not", "Joins", "Having", "Order", "Table", "Exec", "Select")))
                : Optional.empty();
    }

    /** A query of a chain: what its links are given counts as well, texts left aside. */
    private Query chained(Node call, Query.Driver driver, boolean write, Set<String> textual) {
        List<Node> values = new ArrayList<>();
        Optional<Node> text = Optional.empty();
        Optional<Node> link = Optional.of(call);
        Node base = call;
        while (link.isPresent()) {
            base = link.get();
            String name = method(base);
            List<Node> arguments = Expressions.arguments(base);
            boolean sqlText = textual.contains(name);
            boolean answer = base.equals(call) && !write && !name.equals("Get") && !name.equals("Exist");
            for (int i = 0; i < arguments.size(); i++) {
                boolean aside = (i == 0 && (sqlText || answer)) || isContext(arguments.get(i));
                if (!aside) {
                    values.add(arguments.get(i));
                }
            }
            if ((name.equals("Raw") || name.equals("Exec")) && !arguments.isEmpty()) {
                text = Optional.of(arguments.getFirst());
            }
            link = Expressions.receiver(base).filter(operand -> operand.kind().equals("call_expression"));
        }
        Optional<Node> handle = Expressions.receiver(base);
        return new Query(call, driver, write, text, handle, values);
    }

    private static String method(Node call) {
        return call.field("function")
                .flatMap(function -> function.field("field"))
                .map(Node::text)
                .orElse("");
    }

    /** A method of an interface that database handles satisfy, such as sqlc's {@code DBTX}: told by its results. */
    private Optional<Query> abstracted(Function method, Node call) {
        String name = method.name();
        boolean context = name.endsWith("Context");
        String bare = context ? name.substring(0, name.length() - "Context".length()) : name;
        if (!Set.of("Query", "QueryRow", "Exec").contains(bare)) {
            return Optional.empty();
        }
        for (GoType result : types.signature(method).results()) {
            if (result.pointee() instanceof GoType.Named(String path, String type)
                    && Set.of("Rows", "Row", "Result", "CommandTag").contains(type)) {
                boolean pgx = path.startsWith(KnownLibraries.PGX) || path.startsWith("github.com/jackc/pgconn");
                boolean sql = path.equals(KnownLibraries.SQL) || path.equals(KnownLibraries.SQLX);
                boolean first = pgx || context;
                if (pgx || sql) {
                    return Optional.of(query(
                            call,
                            pgx ? Query.Driver.PGX : Query.Driver.SQL,
                            bare.equals("Exec"),
                            first ? 1 : 0,
                            first ? Set.of(0) : Set.of()));
                }
            }
        }
        return Optional.empty();
    }

    private Query query(Node call, Query.Driver driver, boolean exec, int text, Set<Integer> aside) {
        List<Node> arguments = Expressions.arguments(call);
        List<Node> values = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            if (i != text && !aside.contains(i)) {
                values.add(arguments.get(i));
            }
        }
        Optional<Node> sql = Code.argument(call, text < 0 ? Integer.MAX_VALUE : text);
        boolean write = exec
                || sql.filter(node -> changes(node.text().replaceFirst("^[`\"]", "")))
                        .isPresent();
        Optional<Node> handle = Expressions.receiver(call);
        return new Query(call, driver, write, sql, handle, values);
    }

    /** Whether a SQL text writes. */
    static boolean changes(String text) {
        return CHANGES.contains(firstWord(text));
    }

    /** Whether a SQL text only reads. */
    static boolean reads(String text) {
        return Set.of("select", "with", "table", "values").contains(firstWord(text));
    }

    private static String firstWord(String text) {
        return SqlToken.of(text.substring(0, Math.min(text.length(), LONGEST_START))).stream()
                .filter(token -> token.kind() == SqlToken.Kind.WORD)
                .findFirst()
                .map(SqlToken::text)
                .orElse("");
    }

    private boolean isContext(Node expression) {
        GoType type = types.typeOf(expression);
        return type.is("context", "Context")
                || (!type.known() && expression.text().matches("ctx|.*[cC]tx|.*\\.Context\\(\\)"));
    }
}
