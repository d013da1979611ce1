package dev.headroom.analysis.check.database;

import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A function that opens a database: what it yields tells how a limit is set. */
enum DatabaseOpener {
    /** A {@code *sql.DB} or something around one: the limit is set on the handle. */
    HANDLE,
    /** A driver of ent: the limit is set on the handle that its method {@code DB} gives. */
    DRIVER,
    /** As {@link #HANDLE}, unless it is given a handle that is open already. */
    GORM,
    /** A pgx pool made of a connection string. */
    PGX_STRING,
    /** A pgx pool made of a configuration. */
    PGX_CONFIG,
    /** One connection, no pool. */
    PGX_CONNECTION;

    private static final Map<String, DatabaseOpener> OPENERS = Map.ofEntries(
            Map.entry("database/sql.Open", HANDLE),
            Map.entry("database/sql.OpenDB", HANDLE),
            Map.entry("github.com/jmoiron/sqlx.Open", HANDLE),
            Map.entry("github.com/jmoiron/sqlx.MustOpen", HANDLE),
            Map.entry("github.com/jmoiron/sqlx.Connect", HANDLE),
            Map.entry("github.com/jmoiron/sqlx.ConnectContext", HANDLE),
            Map.entry("github.com/jmoiron/sqlx.MustConnect", HANDLE),
            Map.entry("github.com/jackc/pgx/stdlib.OpenDB", HANDLE),
            Map.entry("entgo.io/ent/dialect/sql.Open", DRIVER),
            Map.entry("github.com/XSAM/otelsql.Open", HANDLE),
            Map.entry("github.com/XSAM/otelsql.OpenDB", HANDLE),
            Map.entry("github.com/uptrace/opentelemetry-go-extra/otelsql.Open", HANDLE),
            Map.entry("github.com/uptrace/opentelemetry-go-extra/otelsql.OpenDB", HANDLE),
            Map.entry("github.com/uptrace/opentelemetry-go-extra/otelsqlx.Open", HANDLE),
            Map.entry("github.com/uptrace/opentelemetry-go-extra/otelsqlx.Connect", HANDLE),
            Map.entry("github.com/uptrace/opentelemetry-go-extra/otelsqlx.ConnectContext", HANDLE),
            Map.entry("gopkg.in/DataDog/dd-trace-go/contrib/database/sql.Open", HANDLE),
            Map.entry("github.com/DataDog/dd-trace-go/contrib/database/sql.Open", HANDLE),
            Map.entry("gopkg.in/DataDog/dd-trace-go/contrib/jmoiron/sqlx.Open", HANDLE),
            Map.entry("github.com/DataDog/dd-trace-go/contrib/jmoiron/sqlx.Open", HANDLE),
            Map.entry("gopkg.in/DataDog/dd-trace-go/contrib/jmoiron/sqlx.Connect", HANDLE),
            Map.entry("github.com/DataDog/dd-trace-go/contrib/jmoiron/sqlx.Connect", HANDLE),
            Map.entry("go.elastic.co/apm/module/apmsql.Open", HANDLE),
            Map.entry("gorm.io/gorm.Open", GORM),
            Map.entry("github.com/jackc/pgx/pgxpool.New", PGX_STRING),
            Map.entry("github.com/jackc/pgx/pgxpool.Connect", PGX_STRING),
            Map.entry("github.com/jackc/pgx/pgxpool.NewWithConfig", PGX_CONFIG),
            Map.entry("github.com/jackc/pgx/pgxpool.ConnectConfig", PGX_CONFIG),
            Map.entry("github.com/jackc/pgx.Connect", PGX_CONNECTION),
            Map.entry("github.com/jackc/pgx.ConnectConfig", PGX_CONNECTION));

    /** The packages without which a service opens no database that the check knows. */
    static final Set<String> PACKAGES = OPENERS.keySet().stream()
            .map(name -> name.substring(0, name.lastIndexOf('.')))
            .collect(Collectors.toUnmodifiableSet());

    /** What a call opens, if it opens a database; a package variable that stands for the function is looked through. */
    static Optional<DatabaseOpener> of(Program program, Node call) {
        return switch (program.types().callee(call)) {
            case Callee.Outside outside -> of(outside);
            case Callee.Value(Node function)
            when hook(program, function) ->
                program.flow().originsOf(function).makers().stream()
                        .map(program.types()::function)
                        .filter(Callee.Outside.class::isInstance)
                        .flatMap(callee -> of((Callee.Outside) callee).stream())
                        .findFirst();
            default -> Optional.empty();
        };
    }

    private static Optional<DatabaseOpener> of(Callee.Outside outside) {
        return outside.receiver().isEmpty()
                ? Optional.ofNullable(OPENERS.get(outside.packagePath() + "." + outside.name()))
                : Optional.empty();
    }

    /** Code that is made for tests calls such functions through variables: {@code var open = sql.Open}. */
    private static boolean hook(Program program, Node function) {
        return program.types()
                .variable(function)
                .filter(variable -> program.symbolOf(variable.node()).isEmpty())
                .isPresent();
    }
}
