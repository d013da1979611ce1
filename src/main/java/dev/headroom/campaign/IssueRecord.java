package dev.headroom.campaign;

import java.util.Optional;

/**
 * What is known of a service's issue, kept beside the marks in the issues themselves.
 *
 * @param number empty until the issue is known to exist
 * @param id GitHub's id of the issue; 0 until it is known to exist
 * @param digest of what it tells; empty where that is not known
 * @param linked whether it is a sub-issue of the tracking issue
 */
public record IssueRecord(Optional<Integer> number, long id, State state, String digest, boolean linked) {

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
    static IssueRecord opening() {
        return new IssueRecord(Optional.empty(), 0, State.OPENING, "", false);
    }

    IssueRecord in(State other) {
        return new IssueRecord(number, id, other, digest, linked);
    }

    IssueRecord telling(String other) {
        return new IssueRecord(number, id, state, other, linked);
    }

    IssueRecord asSubIssue() {
        return new IssueRecord(number, id, state, digest, true);
    }

    boolean is(State wanted) {
        return state == wanted;
    }
}
