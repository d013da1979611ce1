package dev.headroom.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.headroom.campaign.fix.FixBook;
import dev.headroom.campaign.fix.FixRecord;
import dev.headroom.campaign.fix.FixRequest;
import dev.headroom.repository.RepositoryRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** The record of pull requests with fixes in tables, in SQL that H2 and PostgreSQL share. */
public final class FixRows implements FixBook {
    private final Tables tables;

    public FixRows(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    @Override
    public NavigableMap<String, FixRecord> fixes(RepositoryRef repository) {
        NavigableMap<String, FixRecord> fixes = new TreeMap<>();
        return tables.read(handle -> {
            handle.createQuery("select * from campaign_fixes where repository = :repository")
                    .bind("repository", repository.fullName())
                    .map((row, context) -> Map.entry(row.getString("service"), fix(row)))
                    .forEach(each -> fixes.put(each.getKey(), each.getValue()));
            return fixes;
        });
    }

    private static FixRecord fix(ResultSet row) throws SQLException {
        Set<String> rules = CampaignRows.parsed(row.getString("rules"), new TypeReference<NavigableSet<String>>() {});
        return new FixRecord(
                rules,
                FixRecord.State.valueOf(row.getString("state")),
                row.getString("branch"),
                CampaignRows.number(row, "number"),
                row.getString("head_sha"),
                row.getString("inputs"));
    }

    @Override
    public void keep(RepositoryRef repository, String service, FixRecord fix) {
        tables.write(handle -> {
            handle.createUpdate("delete from campaign_fixes where repository = :repository and service = :service")
                    .bind("repository", repository.fullName())
                    .bind("service", service)
                    .execute();
            handle.createUpdate("""
                    insert into campaign_fixes (repository, service, rules, state, branch, number, head_sha, inputs)
                    values (:repository, :service, :rules, :state, :branch, :number, :headSha, :inputs)
                    """)
                    .bind("repository", repository.fullName())
                    .bind("service", service)
                    .bind("rules", CampaignRows.text(new TreeSet<>(fix.rules())))
                    .bind("state", fix.state().name())
                    .bind("branch", fix.branch())
                    .bind("number", fix.number().orElse(null))
                    .bind("headSha", fix.headSha())
                    .bind("inputs", fix.inputs())
                    .execute();
        });
    }

    @Override
    public void ask(RepositoryRef repository, FixRequest request) {
        tables.write(handle -> handle.createUpdate("""
                insert into campaign_fix_requests (repository, mark, issue, target, asked_at)
                select :repository, :mark, :issue, :target, :askedAt
                where not exists (
                    select 1 from campaign_fix_requests where repository = :repository and mark = :mark)
                """)
                .bind("repository", repository.fullName())
                .bind("mark", request.mark())
                .bind("issue", request.issue())
                .bind("target", request.target())
                .bind("askedAt", Timestamp.from(request.askedAt()))
                .execute());
    }

    @Override
    public List<FixRequest> requests(RepositoryRef repository) {
        return tables.read(handle -> handle.createQuery(
                        "select * from campaign_fix_requests where repository = :repository order by asked_at, mark")
                .bind("repository", repository.fullName())
                .map((row, context) -> new FixRequest(
                        row.getString("mark"),
                        row.getInt("issue"),
                        row.getString("target"),
                        row.getTimestamp("asked_at").toInstant()))
                .list());
    }

    @Override
    public void answered(RepositoryRef repository, FixRequest request) {
        tables.write(handle -> handle.createUpdate(
                        "delete from campaign_fix_requests where repository = :repository and mark = :mark")
                .bind("repository", repository.fullName())
                .bind("mark", request.mark())
                .execute());
    }

    @Override
    public boolean proposed(RepositoryRef repository, int number) {
        List<String> active = Stream.of(FixRecord.State.values())
                .filter(FixRecord.State::active)
                .map(Enum::name)
                .toList();
        return tables.read(handle -> handle.createQuery("""
                        select count(*) from campaign_fixes
                        where repository = :repository and number = :number and state in (<active>)
                        """)
                        .bind("repository", repository.fullName())
                        .bind("number", number)
                        .bindList("active", active)
                        .mapTo(Integer.class)
                        .one()
                > 0);
    }
}
