package dev.headroom.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;
import org.h2.api.ErrorCode;

/** A pool of connections to H2 or PostgreSQL, with all migrations applied. */
public final class Database implements AutoCloseable {
    private static final String IN_FILES = "jdbc:h2:async:";
    private static final int CONNECTIONS = 10;
    /** GitHub waits 10 seconds for an answer, so a delivery cannot wait longer for a connection. */
    private static final long CONNECTION_TIMEOUT_MILLIS = 4_000;

    private static final int VALIDATION_TIMEOUT_SECONDS = 2;
    /** The newest of the migrations, which are numbered from 1. */
    static final int NEWEST = 11;

    private final HikariDataSource pool;
    private final boolean embedded;
    private final MeterRegistry metrics;
    private final DiskRoom room;

    private Database(HikariDataSource pool, String url, MeterRegistry metrics) {
        this.pool = pool;
        this.embedded = isEmbedded(url);
        this.metrics = metrics;
        this.room = url.startsWith(IN_FILES)
                ? DiskRoom.of(Path.of(url.substring(IN_FILES.length())).getParent())
                : DiskRoom.ELSEWHERE;
    }

    /** Whether there is an adapter for this JDBC address. */
    public static boolean supports(String url) {
        return url.startsWith("jdbc:h2:") || url.startsWith("jdbc:postgresql:");
    }

    static boolean isEmbedded(String url) {
        return url.startsWith("jdbc:h2:");
    }

    /** The address of a database in files of this directory. */
    public static String inDirectory(Path directory) {
        // H2 closes its file when a thread is interrupted while it writes, unless it writes through "async:".
        return IN_FILES + directory.toAbsolutePath().normalize().resolve("headroom");
    }

    /**
     * Connects, and brings the tables up to date.
     *
     * @throws DatabaseUnusable when the database does not answer, is in use, or its tables are of another version
     */
    public static Database open(String url, MeterRegistry metrics) {
        boolean embedded = isEmbedded(url);
        HikariConfig config = new HikariConfig();
        config.setPoolName("headroom");
        config.setJdbcUrl(embedded ? durable(url) : url);
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(embedded ? 1 : 2);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setMetricRegistry(metrics);
        if (embedded) {
            config.setExceptionOverride(new ClosedDatabase());
        } else {
            // Rows that are inserted together go over the network together.
            config.addDataSourceProperty("reWriteBatchedInserts", "true");
        }
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            migrate(pool, embedded);
            return new Database(pool, url, metrics);
        } catch (DatabaseUnusable e) {
            pool.close();
            throw e;
        } catch (FlywayException e) {
            pool.close();
            throw new DatabaseUnusable("The tables of the database could not be brought up to date: " + lastLine(e), e);
        } catch (RuntimeException e) {
            throw new DatabaseUnusable(
                    isLocked(e)
                            ? "The database is in use by another process: stop it, or choose another HEADROOM_DATA_DIR."
                            : "The database could not be opened: " + lastLine(e),
                    e);
        }
    }

    /**
     * A killed process must not lose what it acknowledged, which {@link Tables} sees to: H2 itself would not reuse what is free in
     * its file if it wrote at each commit. Only {@link #close()} may end the database. What goes wrong is
     * in the log of the server: H2's own would fill a disk that is full, and may hold what was to be stored.
     */
    private static String durable(String url) {
        return url + ";DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;TRACE_LEVEL_FILE=0";
    }

    private static void migrate(DataSource pool, boolean embedded) {
        if (isCurrent(pool)) {
            return;
        }
        Flyway flyway = Flyway.configure()
                .dataSource(pool)
                .locations("classpath:db/migration")
                .placeholders(Map.of("binary", embedded ? "blob" : "bytea"))
                .load();
        refuseFuture(flyway.info());
        // Flyway locks its table, so that of replicas which start at the same time one migrates and the others wait.
        flyway.migrate();
    }

    /** Whether all migrations, and no others, were applied: asked without Flyway, which takes a sixth of the start to find it. */
    private static boolean isCurrent(DataSource pool) {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select count(*), max(cast("version" as integer)), min(case when "success" then 1 else 0 end)
                        from "flyway_schema_history"
                        """)) {
            return rows.next() && rows.getInt(1) == NEWEST && rows.getInt(2) == NEWEST && rows.getInt(3) == 1;
        } catch (SQLException e) {
            // There are no tables yet.
            return false;
        }
    }

    /** Tables that a newer program has changed may not mean what this one takes them for. */
    private static void refuseFuture(MigrationInfoService info) {
        Optional<MigrationVersion> newest = Arrays.stream(info.applied())
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder());
        if (newest.isPresent()) {
            throw new DatabaseUnusable(
                    "The database was brought up to version %s by a newer Headroom: start that one, or restore the backup from before the upgrade."
                            .formatted(newest.get()),
                    null);
        }
    }

    private static boolean isLocked(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return true;
            }
        }
        return false;
    }

    /** The innermost reason, on one line; drivers put neither passwords nor whole addresses there. */
    private static String lastLine(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String message = String.valueOf(cause.getMessage());
        return message.lines().findFirst().orElse(cause.getClass().getSimpleName());
    }

    public DataSource dataSource() {
        return pool;
    }

    /** Where its figures are kept, and those of what is stored in it. */
    public MeterRegistry metrics() {
        return metrics;
    }

    /** The room that is left for it. */
    public DiskRoom room() {
        return room;
    }

    /** Whether the database lives in this process, so that no other one works on its jobs. */
    public boolean embedded() {
        return embedded;
    }

    /** Whether the database answers now. */
    public boolean answers() {
        try (Connection connection = pool.getConnection()) {
            return connection.isValid(VALIDATION_TIMEOUT_SECONDS);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public void close() {
        if (embedded) {
            shutDown();
        }
        pool.close();
    }

    private void shutDown() {
        try (Connection connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("shutdown");
        } catch (SQLException e) {
            // What was committed is on disk already; the next start reads it.
        }
    }
}
