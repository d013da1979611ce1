package dev.headroom.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headroom.campaign.book.AuditRecord;
import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.book.CampaignRecord;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import dev.headroom.repository.RepositoryRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;

/** The record of campaigns in tables, in SQL that H2 and PostgreSQL share. */
public final class CampaignRows implements CampaignBook {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Tables tables;

    public CampaignRows(DataSource dataSource) {
        this.tables = new Tables(dataSource);
    }

    @Override
    public CampaignRecord campaign(RepositoryRef repository) {
        return tables.read(handle -> handle.createQuery("select * from campaigns where repository = :repository")
                .bind("repository", repository.fullName())
                .map((row, context) -> campaign(row))
                .findOne()
                .orElseGet(CampaignRecord::unknown));
    }

    private static CampaignRecord campaign(ResultSet row) throws SQLException {
        return new CampaignRecord(
                CampaignRecord.Status.valueOf(row.getString("status")),
                number(row, "tracking"),
                IssueRecord.State.valueOf(row.getString("tracking_state")),
                row.getString("digest"),
                row.getString("prepared_for"),
                row.getBoolean("sub_issues"),
                parsed(row.getString("milestones"), new TypeReference<Map<String, Integer>>() {}),
                row.getString("told_week"),
                row.getString("project"));
    }

    static Optional<Integer> number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    @Override
    public void keep(RepositoryRef repository, CampaignRecord campaign) {
        tables.write(handle -> {
            ensure(handle, repository);
            handle.createUpdate("""
                    update campaigns set installation_id = :installation, tracking = :tracking, tracking_state = :state,
                        digest = :digest, prepared_for = :prepared, sub_issues = :subIssues, milestones = :milestones,
                        told_week = :toldWeek, project = :project
                    where repository = :repository
                    """)
                    .bind("repository", repository.fullName())
                    .bind("installation", repository.installationId())
                    .bind("tracking", campaign.tracking().orElse(null))
                    .bind("state", campaign.trackingState().name())
                    .bind("digest", campaign.digest())
                    .bind("prepared", campaign.prepared())
                    .bind("subIssues", campaign.subIssues())
                    .bind("milestones", text(campaign.milestones()))
                    .bind("toldWeek", campaign.toldWeek())
                    .bind("project", campaign.project())
                    .execute();
        });
    }

    @Override
    public void steer(RepositoryRef repository, CampaignRecord.Status status) {
        tables.write(handle -> {
            ensure(handle, repository);
            handle.createUpdate("update campaigns set status = :status where repository = :repository")
                    .bind("repository", repository.fullName())
                    .bind("status", status.name())
                    .execute();
        });
    }

    private static void ensure(Handle handle, RepositoryRef repository) {
        handle.createUpdate("""
                insert into campaigns (repository, installation_id, status, tracking_state, digest, prepared, sub_issues,
                    milestones)
                select :repository, :installation, 'IDLE', 'OPENING', '', false, true, '{}'
                where not exists (select 1 from campaigns where repository = :repository)
                """)
                .bind("repository", repository.fullName())
                .bind("installation", repository.installationId())
                .execute();
    }

    @Override
    public NavigableMap<String, IssueRecord> issues(RepositoryRef repository) {
        NavigableMap<String, IssueRecord> issues = new TreeMap<>();
        return tables.read(handle -> {
            handle.createQuery("select * from campaign_issues where repository = :repository")
                    .bind("repository", repository.fullName())
                    .map((row, context) -> Map.entry(row.getString("service"), issue(row)))
                    .forEach(each -> issues.put(each.getKey(), each.getValue()));
            return issues;
        });
    }

    private static IssueRecord issue(ResultSet row) throws SQLException {
        return new IssueRecord(
                number(row, "number"),
                row.getLong("issue_id"),
                row.getString("node_id"),
                IssueRecord.State.valueOf(row.getString("state")),
                row.getString("digest"),
                row.getString("phase"),
                row.getBoolean("linked"),
                row.getBoolean("on_project"));
    }

    @Override
    public void keep(RepositoryRef repository, String service, IssueRecord issue) {
        tables.write(handle -> {
            handle.createUpdate("delete from campaign_issues where repository = :repository and service = :service")
                    .bind("repository", repository.fullName())
                    .bind("service", service)
                    .execute();
            handle.createUpdate("""
                    insert into campaign_issues (repository, service, number, issue_id, node_id, state, digest, phase,
                        linked, on_project)
                    values (:repository, :service, :number, :id, :nodeId, :state, :digest, :phase, :linked, :onProject)
                    """)
                    .bind("repository", repository.fullName())
                    .bind("service", service)
                    .bind("number", issue.number().orElse(null))
                    .bind("id", issue.id())
                    .bind("state", issue.state().name())
                    .bind("digest", issue.digest())
                    .bind("nodeId", issue.nodeId())
                    .bind("phase", issue.phase())
                    .bind("linked", issue.linked())
                    .bind("onProject", issue.onProject())
                    .execute();
        });
    }

    @Override
    public History history(RepositoryRef repository) {
        return tables.read(
                handle -> new History(baseline(handle, repository), days(handle, "campaign_days", repository)));
    }

    /** The first audit; in a book of an older version that did not keep it apart, the first day. */
    private static Optional<Day> baseline(Handle handle, RepositoryRef repository) {
        return days(handle, "campaign_baselines", repository).stream()
                .findFirst()
                .or(() -> days(handle, "campaign_days", repository).stream().findFirst());
    }

    private static List<Day> days(Handle handle, String table, RepositoryRef repository) {
        return handle.createQuery(
                        "select audited_on, content from <table> where repository = :repository order by audited_on")
                .define("table", table)
                .bind("repository", repository.fullName())
                .map((row, context) ->
                        CampaignDays.day(row.getObject("audited_on", LocalDate.class), row.getString("content")))
                .list();
    }

    @Override
    public void keep(RepositoryRef repository, Day day) {
        tables.write(handle -> {
            boolean begun = handle.createQuery("select count(*) from campaign_baselines where repository = :repository")
                            .bind("repository", repository.fullName())
                            .mapTo(Integer.class)
                            .one()
                    > 0;
            if (!begun) {
                insert(
                        handle,
                        "campaign_baselines",
                        repository,
                        baseline(handle, repository).orElse(day));
            }
            handle.createUpdate("delete from campaign_days where repository = :repository and audited_on = :day")
                    .bind("repository", repository.fullName())
                    .bind("day", day.day())
                    .execute();
            insert(handle, "campaign_days", repository, day);
        });
    }

    private static void insert(Handle handle, String table, RepositoryRef repository, Day day) {
        handle.createUpdate("""
                insert into <table> (repository, audited_on, installation_id, content)
                values (:repository, :day, :installation, :content)
                """)
                .define("table", table)
                .bind("repository", repository.fullName())
                .bind("day", day.day())
                .bind("installation", repository.installationId())
                .bind("content", CampaignDays.text(day))
                .execute();
    }

    @Override
    public Optional<AuditRecord> audit(RepositoryRef repository) {
        return tables.read(
                handle -> handle.createQuery("select content from campaign_audits where repository = :repository")
                        .bind("repository", repository.fullName())
                        .map((row, context) -> row.getBytes("content"))
                        .findOne()
                        .flatMap(CampaignAudits::audit));
    }

    @Override
    public void keep(RepositoryRef repository, AuditRecord audit) {
        byte[] content = CampaignAudits.bytes(audit);
        tables.write(handle -> {
            handle.createUpdate("delete from campaign_audits where repository = :repository")
                    .bind("repository", repository.fullName())
                    .execute();
            handle.createUpdate("""
                    insert into campaign_audits (repository, audited_at, content) values (:repository, :at, :content)
                    """)
                    .bind("repository", repository.fullName())
                    .bind("at", audit.at())
                    .bind("content", content)
                    .execute();
        });
    }

    @Override
    public List<RepositoryRef> repositories() {
        return tables
                .read(handle -> handle.createQuery("""
                select repository, max(installation_id) as installation_id from campaign_days
                group by repository order by repository
                """)
                        .map((row, context) ->
                                RepositoryRef.named(row.getLong("installation_id"), row.getString("repository")))
                        .list())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("plain values can always be written", e);
        }
    }

    static <T> T parsed(String text, TypeReference<T> type) {
        try {
            return JSON.readValue(text, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }
}
