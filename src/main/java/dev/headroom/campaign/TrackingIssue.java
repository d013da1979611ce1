package dev.headroom.campaign;

import dev.headroom.campaign.CampaignRecord.Status;
import dev.headroom.campaign.IssueRecord.State;
import dev.headroom.review.RepositoryRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The one issue that tells of a whole campaign, with the labels and milestones that all its issues have. */
final class TrackingIssue {
    private final IssueTracker tracker;
    private final CampaignBook book;
    private final RepositoryRef repository;
    private final Campaign campaign;
    private final OwnIssues own;
    private CampaignRecord record;
    private TrackedIssue now = new TrackedIssue(0, 0, "", true, false);

    TrackingIssue(IssueTracker tracker, CampaignBook book, RepositoryRef repository, Campaign campaign, OwnIssues own) {
        this.tracker = tracker;
        this.book = book;
        this.repository = repository;
        this.campaign = campaign;
        this.own = own;
        this.record = book.campaign(repository);
    }

    CampaignRecord record() {
        return record;
    }

    /** Sees to labels and milestones, once a campaign. */
    void prepare() {
        if (record.prepared()) {
            return;
        }
        for (String name : campaign.config().labels()) {
            String color = name.equals("P0") ? "b60205" : "fbca04";
            tracker.label(repository, new IssueTracker.Label(name, color, "Readiness for production load"));
        }
        Map<String, Integer> milestones = new LinkedHashMap<>();
        campaign.phases()
                .forEach(phase ->
                        milestones.put(phase.name(), tracker.milestone(repository, phase.name(), phase.due())));
        keep(record.preparedWith(milestones));
    }

    /**
     * Finds it, or opens it: the first turn of a campaign always looks.
     *
     * @param current the issues that were read, by number
     * @return whether the campaign goes on; whoever closes it as not planned, or deletes it, ends it
     */
    boolean stands(Map<Integer, TrackedIssue> current) {
        Optional<TrackedIssue> found = record.tracking().isPresent()
                ? record.tracking().map(current::get)
                : own.find(issue -> CampaignMarker.isTracking(issue.body()));
        if (found.isEmpty() && record.tracking().isEmpty()) {
            open();
            return true;
        }
        if (found.isEmpty() || found.get().unwanted()) {
            book.steer(repository, Status.STOPPED);
            return false;
        }
        now = found.get();
        State state = now.open() ? State.OPEN : State.CLOSED;
        if (record.tracking().isEmpty() || record.trackingState() != state) {
            keep(record.tracked(now.number(), state, record.digest()));
        }
        return true;
    }

    private void open() {
        IssueBody body = new CampaignText(campaign).issue();
        now = tracker.open(
                repository,
                new IssueDraft(
                        campaign.title(),
                        body.text(),
                        campaign.config().labels(),
                        Optional.empty(),
                        campaign.assignees()));
        keep(record.tracked(now.number(), State.OPEN, body.digest()));
    }

    /** Notes that GitHub knows no sub-issues there. */
    void listTasks() {
        keep(record.withoutSubIssues());
    }

    /**
     * Tells where the campaign stands.
     *
     * @param numbers of the services' issues
     * @return whether there was something new
     */
    boolean tell(Map<String, Integer> numbers) {
        IssueBody body = new CampaignText(campaign.with(numbers, !record.subIssues())).issue();
        boolean open = !campaign.audit().in(ServiceState.BLOCKED).isEmpty();
        if (open == (record.trackingState() == State.OPEN) && body.digest().equals(record.digest())) {
            return false;
        }
        tracker.edit(repository, now.number(), body.text(now.body()), open);
        keep(record.tracked(now.number(), open ? State.OPEN : State.CLOSED, body.digest()));
        return true;
    }

    /**
     * Tells in a comment what became of the week, once a week: what was about to be written when a turn broke off is
     * looked for by its mark.
     */
    void tellWeek() {
        WeeklyComment comment = new WeeklyComment(campaign);
        if (!comment.due(record.toldWeek())) {
            return;
        }
        Instant since =
                campaign.today().minusWeeks(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        if (!tracker.commented(repository, now.number(), comment.marker(), since)) {
            tracker.comment(repository, now.number(), comment.text());
        }
        keep(record.toldOf(comment.week()));
    }

    private void keep(CampaignRecord changed) {
        record = changed;
        book.keep(repository, changed);
    }
}
