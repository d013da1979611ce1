package dev.headroom.store;

import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.review.delta.Ignore;
import dev.headroom.review.delta.IgnoreRegister;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** The table of what is ignored on pull requests. */
public final class StoredIgnores implements IgnoreRegister {
    private static final String RULE = "rule";
    private static final String FINDING = "finding";
    private static final String OF_PULL_REQUEST = " where repository = :repository and pull_request = :number";

    private final Tables tables;

    public StoredIgnores(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    @Override
    public List<Ignore> of(PullRequestRef ref) {
        return tables.inTransaction(handle -> about(
                        handle.createQuery("select * from ignores" + OF_PULL_REQUEST + " order by since, target"), ref)
                .map((row, context) -> ignore(row))
                .list());
    }

    @Override
    public void add(PullRequestRef ref, Collection<Ignore> ignores) {
        tables.inTransaction(handle -> {
            for (Ignore ignore : ignores) {
                remove(handle, ref, ignore.target());
                target(about(handle.createUpdate("""
                                insert into ignores (repository, pull_request, kind, target, author, reason, since)
                                values (:repository, :number, :kind, :target, :author, :reason, :since)
                                """), ref), ignore.target())
                        .bind("author", ignore.author())
                        .bind("reason", ignore.reason())
                        .bind("since", ignore.since())
                        .execute();
            }
            return ignores.size();
        });
    }

    @Override
    public int remove(PullRequestRef ref, Collection<Ignore.Target> targets) {
        return tables.inTransaction(handle ->
                targets.stream().mapToInt(target -> remove(handle, ref, target)).sum());
    }

    private static int remove(Handle handle, PullRequestRef ref, Ignore.Target target) {
        return target(
                        about(
                                handle.createUpdate("delete from ignores" + OF_PULL_REQUEST
                                        + " and kind = :kind and target = :target"),
                                ref),
                        target)
                .execute();
    }

    @Override
    public void forget(PullRequestRef ref) {
        tables.inTransaction(handle -> about(handle.createUpdate("delete from ignores" + OF_PULL_REQUEST), ref)
                .execute());
    }

    private static <S extends SqlStatement<S>> S about(S statement, PullRequestRef ref) {
        return statement.bind("repository", ref.repository().fullName()).bind("number", ref.number());
    }

    private static <S extends SqlStatement<S>> S target(S statement, Ignore.Target target) {
        return switch (target) {
            case Ignore.Target.OfRule(String rule) ->
                statement.bind("kind", RULE).bind("target", rule);
            case Ignore.Target.OfFinding(Fingerprint fingerprint) ->
                statement.bind("kind", FINDING).bind("target", fingerprint.value());
        };
    }

    private static Ignore ignore(ResultSet row) throws SQLException {
        String target = row.getString("target");
        return new Ignore(
                row.getString("kind").equals(RULE)
                        ? new Ignore.Target.OfRule(target)
                        : new Ignore.Target.OfFinding(new Fingerprint(target)),
                row.getString("author"),
                row.getString("reason"),
                row.getTimestamp("since").toInstant());
    }
}
