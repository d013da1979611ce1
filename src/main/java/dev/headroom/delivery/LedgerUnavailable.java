package dev.headroom.delivery;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;

/** The record of deliveries cannot be written or read now. */
public final class LedgerUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerUnavailable(Throwable cause) {
        super("The database does not answer.", cause);
    }

    /** Whether the database could not be reached at all, so that trying something smaller would fail as well. */
    public boolean unreachable() {
        for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && unreachable(sql)) {
                return true;
            }
        }
        return false;
    }

    private static boolean unreachable(SQLException e) {
        // Class 08 are failures of connections: SQL standard,
        // https://www.postgresql.org/docs/current/errcodes-appendix.html.
        return e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || (e.getSQLState() != null && e.getSQLState().startsWith("08"));
    }
}
