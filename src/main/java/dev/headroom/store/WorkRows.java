package dev.headroom.store;

import dev.headroom.command.CommandRequest;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Work;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The table of work: one row a key, whose generation counts how often it was asked for. */
final class WorkRows {
    private static final String WAITING = "generation > settled and not dead";
    /** The second is of rows that a replica of an earlier version wrote. */
    private static final String IN_LANE = "(lane = :lane or work_key = :lane)";

    private static final String DUE = "coalesce(not_before, requested_at)";

    private WorkRows() {}

    /**
     * Work that is asked for, once or several times in one transaction.
     *
     * @param work as it was asked for last
     * @param fresh whether one of the requests is for a review of a head that was reviewed before
     * @param deliveryId of the last that asks
     * @param since when it was asked for first
     */
    record Request(Work.Queued work, boolean fresh, int times, String deliveryId, Instant since) {
        static Request of(Work.Queued work, String deliveryId, Instant since) {
            return new Request(work, isFresh(work), 1, deliveryId, since);
        }

        /** This, and the same work once more. */
        Request and(Work.Queued again, String deliveryId) {
            return new Request(again, fresh || isFresh(again), times + 1, deliveryId, since);
        }

        private static boolean isFresh(Work.Queued work) {
            return work instanceof Work.ReviewPullRequest review && review.fresh();
        }
    }

    /** Asks for the work as often as the request does, and returns its newest generation. */
    static long ask(Handle handle, Request request) {
        if (request.work() instanceof Work.CarryOutCommands(CommandRequest asked)) {
            CommandRows.keep(handle, request.work().key(), asked);
        }
        // The right-hand sides see the row as it was before.
        int updated = bind(handle.createUpdate("""
                update work set
                    lane = :lane, kind = :kind, installation_id = :installation, pull_request = :number, head_sha = :sha,
                    fresh = (:fresh or (fresh and generation > settled and not dead)),
                    requested_at = case when generation > settled and not dead then requested_at else :since end,
                    generation = generation + :times, dead = false, failures = 0, reason = null, delivery_id = :delivery
                where work_key = :key
                """), request).execute();
        Work.Queued work = request.work();
        if (updated == 0) {
            bind(handle.createUpdate("""
                    insert into work
                        (work_key, lane, kind, installation_id, owner, name, pull_request, head_sha, fresh,
                         generation, settled, dead, failures, reason, delivery_id, requested_at)
                    values (:key, :lane, :kind, :installation, :owner, :name, :number, :sha, :fresh,
                         :times, 0, false, 0, null, :delivery, :since)
                    """), request)
                    .bind("owner", work.repository().owner())
                    .bind("name", work.repository().name())
                    .execute();
            return request.times();
        }
        return handle.createQuery("select generation from work where work_key = :key")
                .bind("key", work.key())
                .mapTo(Long.class)
                .one();
    }

    private static <S extends SqlStatement<S>> S bind(S statement, Request request) {
        Integer number = null;
        String sha = null;
        String kind;
        switch (request.work()) {
            case Work.ReviewPullRequest review -> {
                kind = "review";
                number = review.ref().number();
            }
            case Work.ClosePullRequest close -> {
                kind = "close";
                number = close.ref().number();
            }
            case Work.CarryOutCommands commands -> {
                kind = "command";
                number = commands.request().pullRequest().number();
            }
            case Work.CheckConfiguration check -> {
                kind = "configuration";
                sha = check.commitSha();
            }
            case Work.CheckMergeGroup group -> {
                kind = "merge_group";
                sha = group.headSha();
            }
            case Work.AuditRepository _ -> kind = "audit";
        }
        return statement
                .bind("key", request.work().key())
                .bind("lane", request.work().lane())
                .bind("kind", kind)
                .bind("installation", request.work().repository().installationId())
                .bind("number", number)
                .bind("sha", sha)
                .bind("fresh", request.fresh())
                .bind("times", request.times())
                .bind("delivery", request.deliveryId())
                .bind("since", request.since());
    }

    /** The oldest work of a lane that is due. */
    static Optional<Assignment> due(Handle handle, String lane, Instant now) {
        return handle.createQuery("select * from work where " + IN_LANE + " and " + WAITING
                        + " and (not_before is null or not_before <= :now) order by requested_at, work_key")
                .bind("lane", lane)
                .bind("now", now)
                .setMaxRows(1)
                .map((row, context) -> assignment(handle, row))
                .findFirst();
    }

    static Optional<Instant> nextTurn(Handle handle, String lane) {
        return handle.createQuery("select min(" + DUE + ") from work where " + IN_LANE + " and " + WAITING)
                .bind("lane", lane)
                .mapTo(Instant.class)
                .findOne();
    }

    static Map<String, Instant> lanes(Handle handle) {
        Map<String, Instant> lanes = new LinkedHashMap<>();
        handle.createQuery("select coalesce(lane, work_key) as lane, min(" + DUE + ") as due from work where " + WAITING
                        + " group by coalesce(lane, work_key) order by due")
                .map((row, context) ->
                        Map.entry(row.getString("lane"), row.getTimestamp("due").toInstant()))
                .forEach(lane -> lanes.put(lane.getKey(), lane.getValue()));
        return lanes;
    }

    static List<String> waitingKeys(Handle handle) {
        return handle.createQuery("select work_key from work where " + WAITING + " order by requested_at")
                .mapTo(String.class)
                .list();
    }

    private static Assignment assignment(Handle handle, ResultSet row) throws SQLException {
        RepositoryRef repository =
                new RepositoryRef(row.getLong("installation_id"), row.getString("owner"), row.getString("name"));
        PullRequestRef ref = new PullRequestRef(repository, row.getInt("pull_request"));
        Work.Queued work = switch (row.getString("kind")) {
            case "review" -> new Work.ReviewPullRequest(ref, row.getBoolean("fresh"));
            case "close" -> new Work.ClosePullRequest(ref);
            case "command" -> new Work.CarryOutCommands(CommandRows.read(handle, row.getString("work_key"), ref));
            case "audit" -> new Work.AuditRepository(repository);
            case "configuration" -> new Work.CheckConfiguration(repository, row.getString("head_sha"));
            case "merge_group" -> new Work.CheckMergeGroup(repository, row.getString("head_sha"));
            default -> throw new SQLException("unknown kind of work: " + row.getString("kind"));
        };
        return new Assignment(
                work,
                row.getLong("generation"),
                row.getInt("failures"),
                row.getString("delivery_id"),
                row.getTimestamp("requested_at").toInstant());
    }

    /** Makes others that would change the row wait, always before its deliveries are touched. */
    static void lock(Handle handle, Assignment assignment) {
        handle.createQuery("select generation from work where work_key = :key for update")
                .bind("key", assignment.work().key())
                .mapTo(Long.class)
                .findOne();
    }

    static void settle(Handle handle, Assignment assignment) {
        handle.createUpdate("""
                update work set settled = :generation, reason = null, not_before = null,
                    requested_at = coalesce(
                        (select min(received_at) from deliveries where work_key = :key and state = 'queued'),
                        requested_at)
                where work_key = :key and settled < :generation
                """)
                .bind("key", assignment.work().key())
                .bind("generation", assignment.generation())
                .execute();
    }

    static void fail(Handle handle, Assignment assignment, String reason, Instant until) {
        handle.createUpdate("""
                update work set
                    failures = case when generation = :generation then failures + 1 else failures end,
                    reason = :reason, not_before = :until
                where work_key = :key
                """)
                .bind("key", assignment.work().key())
                .bind("generation", assignment.generation())
                .bind("reason", reason)
                .bind("until", until)
                .execute();
    }

    /** Gives the work up, unless it was asked for again meanwhile. */
    static boolean bury(Handle handle, Assignment assignment, String reason) {
        return handle.createUpdate("""
                        update work set dead = true, not_before = null, failures = failures + 1, reason = :reason
                        where work_key = :key and generation = :generation
                        """)
                        .bind("key", assignment.work().key())
                        .bind("generation", assignment.generation())
                        .bind("reason", reason)
                        .execute()
                > 0;
    }
}
