package dev.headroom.campaign.book;

import dev.headroom.campaign.tracker.TrackedIssue;
import java.util.Optional;

/**
 * What is known of a service's issue, kept beside the marks in the issues themselves.
 *
 * @param number empty until the issue is known to exist
 * @param id GitHub's id of the issue; 0 until it is known to exist
 * @param nodeId GitHub's other id of it, which GraphQL takes; empty until it is known
 * @param digest of what it tells; empty where that is not known
 * @param phase the name of the phase whose milestone it has; empty where that is not known
 * @param linked whether it is a sub-issue
 * @param onProject whether it is on the project
 */
public record IssueRecord(
        Optional<Integer> number,
        long id,
        String nodeId,
        State state,
        String digest,
        String phase,
        boolean linked,
        boolean onProject) {

    /** How an issue stands as far as the App knows. */
    public enum State {
        /** It is being opened: it may exist, or may not. */
        OPENING,
        OPEN,
        CLOSED,
        /** A person does not want it: it is left as it is. */
        LEFT
    }

    /** An issue that will be opened next. */
    public static IssueRecord opening() {
        return new IssueRecord(Optional.empty(), 0, "", State.OPENING, "", "", false, false);
    }

    /** An issue that is known to exist, but not what it tells. */
    public static IssueRecord of(TrackedIssue issue) {
        State state = issue.open() ? State.OPEN : State.CLOSED;
        return new IssueRecord(Optional.of(issue.number()), issue.id(), issue.nodeId(), state, "", "", false, false);
    }

    public IssueRecord in(State other) {
        return new IssueRecord(number, id, nodeId, other, digest, phase, linked, onProject);
    }

    public IssueRecord telling(String other) {
        return new IssueRecord(number, id, nodeId, state, other, phase, linked, onProject);
    }

    public IssueRecord inPhase(String other) {
        return new IssueRecord(number, id, nodeId, state, digest, other, linked, onProject);
    }

    public IssueRecord asSubIssue() {
        return new IssueRecord(number, id, nodeId, state, digest, phase, true, onProject);
    }

    public IssueRecord asItem() {
        return new IssueRecord(number, id, nodeId, state, digest, phase, linked, true);
    }

    public boolean is(State wanted) {
        return state == wanted;
    }
}
