package dev.headroom.store;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.h2.api.ErrorCode;

/**
 * What the pool of connections is told of an embedded database that has been closed. H2 closes one that it could not write to,
 * because the disk is full for example, and its connections with it: they are replaced, and the first that can be opened opens
 * the database.
 */
final class ClosedDatabase implements SQLExceptionOverride {
    @java.lang.Override
    public SQLExceptionOverride.Override adjudicate(SQLException failure) {
        return failure.getErrorCode() == ErrorCode.DATABASE_IS_CLOSED
                ? SQLExceptionOverride.Override.MUST_EVICT
                : SQLExceptionOverride.Override.CONTINUE_EVICT;
    }
}
