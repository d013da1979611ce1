package dev.headroom.campaign.book;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of a repository's campaign.
 *
 * @param tracking the number of the tracking issue; empty until it is known to exist
 * @param trackingState as for the issues of services
 * @param digest of what the tracking issue tells
 * @param prepared what labels and milestones were prepared for; empty: they were not
 * @param subIssues whether GitHub knows sub-issues there
 * @param milestones numbers by the names of phases
 * @param toldWeek the newest week that was told in a comment, as {@code 2026-09}; empty before the first
 * @param project the node id of the project that issues are put on; {@link #NO_PROJECT} where the App cannot reach it, empty
 *     before it was asked for
 */
public record CampaignRecord(
        Status status,
        Optional<Integer> tracking,
        IssueRecord.State trackingState,
        String digest,
        String prepared,
        boolean subIssues,
        Map<String, Integer> milestones,
        String toldWeek,
        String project) {
    /** In the place of a project that the App cannot reach. */
    public static final String NO_PROJECT = "none";

    public CampaignRecord {
        milestones = Map.copyOf(milestones);
    }

    /** What people want of a campaign. */
    public enum Status {
        /** Nobody started it, nor did it start by itself. */
        IDLE,
        ACTIVE,
        /** Issues stay as they are until it goes on. */
        PAUSED,
        /** It was ended, and does not begin again by itself. */
        STOPPED
    }

    /** A repository of which nothing is known. */
    public static CampaignRecord unknown() {
        return new CampaignRecord(
                Status.IDLE, Optional.empty(), IssueRecord.State.OPENING, "", "", true, Map.of(), "", "");
    }

    /** The same campaign in another state. */
    public CampaignRecord with(Status other) {
        return new CampaignRecord(
                other, tracking, trackingState, digest, prepared, subIssues, milestones, toldWeek, project);
    }

    public CampaignRecord tracked(int number, IssueRecord.State state, String told) {
        return new CampaignRecord(
                status, Optional.of(number), state, told, prepared, subIssues, milestones, toldWeek, project);
    }

    public CampaignRecord preparedWith(String what, Map<String, Integer> numbers) {
        return new CampaignRecord(status, tracking, trackingState, digest, what, subIssues, numbers, toldWeek, project);
    }

    public CampaignRecord withoutSubIssues() {
        return new CampaignRecord(
                status, tracking, trackingState, digest, prepared, false, milestones, toldWeek, project);
    }

    public CampaignRecord toldOf(String week) {
        return new CampaignRecord(
                status, tracking, trackingState, digest, prepared, subIssues, milestones, week, project);
    }

    public CampaignRecord onProject(String id) {
        return new CampaignRecord(
                status, tracking, trackingState, digest, prepared, subIssues, milestones, toldWeek, id);
    }
}
