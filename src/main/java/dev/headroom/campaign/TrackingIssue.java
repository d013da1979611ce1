package dev.headroom.campaign;

import dev.headroom.analysis.finding.Sha256;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.book.CampaignRecord;
import dev.headroom.campaign.book.CampaignRecord.Status;
import dev.headroom.campaign.book.IssueRecord.State;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.text.CampaignText;
import dev.headroom.campaign.text.WeeklyComment;
import dev.headroom.campaign.tracker.CampaignMarker;
import dev.headroom.campaign.tracker.IssueBody;
import dev.headroom.campaign.tracker.IssueChange;
import dev.headroom.campaign.tracker.IssueDraft;
import dev.headroom.campaign.tracker.IssueTracker;
import dev.headroom.campaign.tracker.OwnIssues;
import dev.headroom.campaign.tracker.TrackedIssue;
import dev.headroom.repository.RepositoryRef;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
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
    private TrackedIssue now = new TrackedIssue(0, 0, "", "", true, false);

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

    /** As it is on GitHub, once it {@link #stands}. */
    TrackedIssue now() {
        return now;
    }

    /** Sees to labels and milestones, once for what they are to be. */
    void prepare() {
        StringBuilder wanted =
                new StringBuilder(String.join("\n", campaign.config().labels()));
        campaign.phases()
                .forEach(phase ->
                        wanted.append('\n').append(phase.name()).append(' ').append(phase.due()));
        String digest = Sha256.hex(wanted.toString());
        if (record.prepared().equals(digest)) {
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
        keep(record.preparedWith(digest, milestones));
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
     * The project that issues are put on, by its node id; asked for once, and again where it was out of reach and issues were
     * opened.
     *
     * @param again whether issues were opened
     */
    Optional<String> project(boolean again) {
        Optional<Integer> number = campaign.config().project();
        if (number.isEmpty()) {
            return Optional.empty();
        }
        String known = number.get() + " ";
        boolean outOfReach = record.project().equals(known + CampaignRecord.NO_PROJECT);
        if (!record.project().startsWith(known) || (outOfReach && again)) {
            keep(record.onProject(
                    known + tracker.project(repository, number.get()).orElse(CampaignRecord.NO_PROJECT)));
        }
        return Optional.of(record.project().substring(known.length()))
                .filter(id -> !id.equals(CampaignRecord.NO_PROJECT));
    }

    /** Notes that the App may not put issues on the project. */
    void refusedByProject() {
        keep(record.onProject(campaign.config().project().orElseThrow() + " " + CampaignRecord.NO_PROJECT));
    }

    private List<String> notes() {
        return campaign
                .config()
                .project()
                .filter(number -> record.project().equals(number + " " + CampaignRecord.NO_PROJECT))
                .map(number ->
                        "The project " + number + " is out of reach, so that no issue is put on it: there is none, or"
                                + " Headroom lacks the organisation permission *Projects: read and write*.")
                .stream()
                .toList();
    }

    /**
     * What it is to tell of where the campaign stands, where that is something new.
     *
     * @param numbers of the services' issues
     */
    Optional<Telling> telling(Map<String, Integer> numbers) {
        IssueBody body =
                new CampaignText(campaign.with(numbers, !record.subIssues()).noting(notes())).issue();
        boolean open = !campaign.audit().in(ServiceState.BLOCKED).isEmpty();
        boolean stays = open == (record.trackingState() == State.OPEN);
        // The chart grows by a day each night, which is nothing to tell of a campaign that is over.
        return stays && (!open || body.digest().equals(record.digest()))
                ? Optional.empty()
                : Optional.of(new Telling(new IssueChange.Edit(now, body.text(now.body()), open), body.digest()));
    }

    /** A change of the issue, and what stands for what it tells afterwards. */
    record Telling(IssueChange.Edit edit, String digest) {}

    /** Notes that it tells something. */
    void told(Telling telling) {
        keep(record.tracked(now.number(), telling.edit().open() ? State.OPEN : State.CLOSED, telling.digest()));
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
