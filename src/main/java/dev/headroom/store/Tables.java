package dev.headroom.store;

import dev.headroom.delivery.LedgerUnavailable;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** The tables of a database, whose every failure is told as {@link LedgerUnavailable}. */
final class Tables {
    private static final String UNIQUE_VIOLATION = "23505";
    /** The same row was made elsewhere; two changes waited for each other, by the states of PostgreSQL and of H2. */
    private static final Set<String> COLLISIONS = Set.of(UNIQUE_VIOLATION, "40P01", "40001");

    private final Jdbi jdbi;
    /** Known once a connection was there to tell. */
    private volatile @Nullable Boolean embedded;

    Tables(DataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource)
                .registerArrayType(String.class, "varchar")
                .registerArrayType(Integer.class, "integer");
    }

    /** What a query finds. */
    <T> T read(Function<Handle, T> query) {
        try {
            return jdbi.withHandle(query::apply);
        } catch (JdbiException e) {
            throw failure(e);
        }
    }

    /** Changes all or nothing. */
    void write(Consumer<Handle> change) {
        inTransaction(handle -> {
            change.accept(handle);
            return true;
        });
    }

    /** Changes all or nothing, and tells what came of it, which survives the end of the process. */
    <T> T inTransaction(Function<Handle, T> change) {
        return written(change, "checkpoint");
    }

    /** The same, and what was changed survives the loss of power as well. */
    <T> T durably(Function<Handle, T> change) {
        return written(change, "checkpoint sync");
    }

    /** PostgreSQL waits for the disk at each commit; H2 writes within half a second, or when it is told to. */
    private <T> T written(Function<Handle, T> change, String toFile) {
        return read(handle -> {
            T result = handle.inTransaction(change::apply);
            if (isEmbedded(handle)) {
                handle.execute(toFile);
            }
            return result;
        });
    }

    private boolean isEmbedded(Handle handle) {
        if (embedded == null) {
            try {
                embedded =
                        Database.isEmbedded(handle.getConnection().getMetaData().getURL());
            } catch (SQLException e) {
                throw new ConnectionException(e);
            }
        }
        return embedded;
    }

    /** Whether a change failed because there is such a row already. */
    static boolean isUniqueViolation(Throwable e) {
        return hasState(e, UNIQUE_VIOLATION::equals);
    }

    /** Whether a change failed because of what others changed at the same moment, so that it may succeed at once. */
    static boolean isCollision(Throwable e) {
        return hasState(e, COLLISIONS::contains);
    }

    private static boolean hasState(Throwable e, Predicate<String> wanted) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null && wanted.test(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static LedgerUnavailable failure(JdbiException e) {
        return new LedgerUnavailable(e, e instanceof ConnectionException || brokeOff(e));
    }

    /** Class 08 of the SQL standard's states are failures of connections. */
    private static boolean brokeOff(Throwable e) {
        return hasState(e, state -> state.startsWith("08"));
    }
}
