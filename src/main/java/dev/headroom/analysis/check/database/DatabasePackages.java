package dev.headroom.analysis.check.database;

import java.util.Set;

/** The packages whose queries and transactions are known. */
final class DatabasePackages {
    static final Set<String> ALL = Set.of(
            "database/sql",
            "github.com/jmoiron/sqlx",
            "github.com/jackc/pgx",
            "github.com/jackc/pgx/pgxpool",
            "gorm.io/gorm");

    private DatabasePackages() {}
}
