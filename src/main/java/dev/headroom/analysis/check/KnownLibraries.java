package dev.headroom.analysis.check;

import dev.headroom.golang.Program;
import java.util.Set;

/** The libraries that several checks know, by import path without major version, and their types. */
public final class KnownLibraries {
    public static final String HTTP = "net/http";
    public static final String GIN = "github.com/gin-gonic/gin";
    public static final String ECHO = "github.com/labstack/echo";
    public static final String SQL = "database/sql";
    public static final String SQLX = "github.com/jmoiron/sqlx";
    public static final String PGX = "github.com/jackc/pgx";
    public static final String PGXPOOL = "github.com/jackc/pgx/pgxpool";
    public static final String GORM = "gorm.io/gorm";
    public static final String REDIS = "github.com/redis/go-redis";

    /** The packages whose queries and transactions are known. */
    public static final Set<String> DATABASES = Set.of(SQL, SQLX, PGX, PGXPOOL, GORM);

    /** The types of {@code database/sql} and sqlx that statements are run with. */
    public static final Set<String> SQL_HANDLES = Set.of("DB", "Tx", "Conn", "Stmt", "NamedStmt");

    private KnownLibraries() {}

    /** Whether a program uses echo's fifth version, whose servers have timeouts and end at signals by themselves. */
    public static boolean fifthEcho(Program program) {
        return program.files().stream().anyMatch(file -> file.importPaths().contains(ECHO + "/v5"));
    }
}
