package dev.headroom.store;

import dev.headroom.command.CommandRequest;
import dev.headroom.command.Origin;
import dev.headroom.pullrequest.PullRequestRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;

/** The table of what people asked for, a row for each work of that kind. */
final class CommandRows {
    private static final String COMMENT = "comment";
    private static final String THREAD = "thread";
    private static final String BUTTON = "button";

    private CommandRows() {}

    static void keep(Handle handle, String key, CommandRequest request) {
        handle.createUpdate("delete from commands where work_key = :key")
                .bind("key", key)
                .execute();
        Row row = Row.of(request.origin());
        handle.createUpdate("""
                insert into commands
                    (work_key, origin, origin_id, thread_id, head_sha, sender, by_author, asked)
                values (:key, :origin, :id, :thread, :sha, :sender, :byAuthor, :asked)
                """)
                .bind("key", key)
                .bind("origin", row.kind())
                .bind("id", row.id())
                .bind("thread", row.threadId())
                .bind("sha", row.headSha())
                .bind("sender", request.sender())
                .bind("byAuthor", request.byAuthor())
                .bind("asked", String.join("\n", request.lines()))
                .execute();
    }

    static CommandRequest read(Handle handle, String key, PullRequestRef ref) {
        return handle.createQuery("select * from commands where work_key = :key")
                .bind("key", key)
                .map((row, context) -> new CommandRequest(
                        ref,
                        origin(row),
                        row.getString("sender"),
                        row.getBoolean("by_author"),
                        row.getString("asked").lines().toList()))
                .one();
    }

    private static Origin origin(ResultSet row) throws SQLException {
        long id = row.getLong("origin_id");
        return switch (row.getString("origin")) {
            case COMMENT -> new Origin.Comment(id);
            case THREAD -> new Origin.ThreadComment(id, row.getLong("thread_id"));
            case BUTTON -> new Origin.Button(id, row.getString("head_sha"));
            default -> throw new SQLException("unknown origin of a command: " + row.getString("origin"));
        };
    }

    /** Removes what belongs to no work any more. */
    static void removeForgotten(Handle handle) {
        handle.createUpdate("delete from commands where work_key not in (select work_key from work)")
                .execute();
    }

    /** An origin as the columns hold it. */
    private record Row(String kind, long id, Long threadId, String headSha) {
        static Row of(Origin origin) {
            return switch (origin) {
                case Origin.Comment(long id) -> new Row(COMMENT, id, null, null);
                case Origin.ThreadComment(long id, long threadId) -> new Row(THREAD, id, threadId, null);
                case Origin.Button(long id, String headSha) -> new Row(BUTTON, id, null, headSha);
            };
        }
    }
}
