package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.syntax.Node;
import java.util.List;
import java.util.Optional;

/**
 * A call that makes a database or Redis do something and waits for the answer.
 *
 * @param call the {@code call_expression}
 * @param driver the library
 * @param write whether it changes data
 * @param text the argument that is the SQL text
 * @param handle the connection, pool, transaction or prepared statement it is made on
 * @param values what it is asked with: arguments that are neither context, nor text, nor a place for the answer
 */
public record Query(
        Node call, Driver driver, boolean write, Optional<Node> text, Optional<Node> handle, List<Node> values) {

    /** The library by which a database is asked. */
    public enum Driver {
        SQL,
        PGX,
        GORM,
        REDIS,
        MONGO,
        XORM,
        BUN
    }

    /** How people say it: {@code db.QueryContext}. */
    public String name() {
        return Code.calledName(call);
    }
}
