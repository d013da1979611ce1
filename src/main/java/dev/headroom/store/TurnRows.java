package dev.headroom.store;

import dev.headroom.delivery.EndedTurn;
import dev.headroom.delivery.TurnLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.sql.DataSource;

/** The table of turns that ended. */
public final class TurnRows implements TurnLog {
    private static final Duration MEMORY = Duration.ofDays(30);
    private static final int LONGEST_SUMMARY = 500;

    private final Tables tables;

    public TurnRows(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    @Override
    public void add(EndedTurn turn) {
        String summary = turn.summary();
        tables.write(handle -> {
            handle.createUpdate("delete from turns where ended_at < :before")
                    .bind("before", turn.ended().minus(MEMORY))
                    .execute();
            handle.createUpdate("""
                    insert into turns (repository, kind, pull_request, head_sha, requested_at, began_at, ended_at, outcome,
                        summary)
                    values (:repository, :kind, :number, :head, :requested, :began, :ended, :outcome, :summary)
                    """)
                    .bind("repository", turn.repository())
                    .bind("kind", turn.kind().name())
                    .bind("number", turn.pullRequest().orElse(null))
                    .bind("head", turn.headSha().orElse(null))
                    .bind("requested", turn.requestedAt())
                    .bind("began", turn.began())
                    .bind("ended", turn.ended())
                    .bind("outcome", turn.result().name())
                    .bind("summary", summary.substring(0, Math.min(LONGEST_SUMMARY, summary.length())))
                    .execute();
        });
    }

    @Override
    public List<EndedTurn> newest(String repository, int most) {
        return tables.read(handle -> handle.createQuery("""
                select * from turns where repository = :repository order by ended_at desc, id desc limit :most
                """)
                .bind("repository", repository)
                .bind("most", most)
                .map((row, context) -> turn(row))
                .list());
    }

    private static EndedTurn turn(ResultSet row) throws SQLException {
        int number = row.getInt("pull_request");
        Optional<Integer> pullRequest = row.wasNull() ? Optional.empty() : Optional.of(number);
        return new EndedTurn(
                row.getString("repository"),
                EndedTurn.Kind.valueOf(row.getString("kind")),
                pullRequest,
                Optional.ofNullable(row.getString("head_sha")),
                row.getTimestamp("requested_at").toInstant(),
                row.getTimestamp("began_at").toInstant(),
                row.getTimestamp("ended_at").toInstant(),
                EndedTurn.Result.valueOf(row.getString("outcome")),
                row.getString("summary"));
    }

    @Override
    public SortedMap<String, Instant> repositories() {
        SortedMap<String, Instant> repositories = new TreeMap<>();
        tables.read(handle -> handle.createQuery(
                                "select repository, max(ended_at) as newest from turns group by repository")
                        .map((row, context) -> Map.entry(
                                row.getString("repository"),
                                row.getTimestamp("newest").toInstant()))
                        .list())
                .forEach(each -> repositories.put(each.getKey(), each.getValue()));
        return repositories;
    }
}
