package dev.headroom.campaign.fix;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is known of the pull request with a service's fixes, kept beside the marks on GitHub.
 *
 * @param rules the rules whose fixes are wanted; empty: all
 * @param branch empty until it is chosen
 * @param number the newest pull request that was opened for the service
 * @param headSha the commit that the App made last; empty before there is one
 * @param inputs of {@link ServiceFixes#inputs} when that commit was made
 */
public record FixRecord(
        Set<String> rules, State state, String branch, Optional<Integer> number, String headSha, String inputs) {
    public FixRecord {
        rules = Set.copyOf(rules);
    }

    /** How a pull request with fixes stands as far as the App knows. */
    public enum State {
        /** Asked for, and to be opened when there are not too many. */
        WAITING(true),
        /** It is being opened: branch and pull request may exist, or may not. */
        OPENING(true),
        OPEN(true),
        /** It was merged, closed by somebody, or overtaken. */
        DONE(false),
        /** There was nothing that could be fixed safely. */
        NOTHING(false),
        /** GitHub did not let the App do it. */
        REFUSED(false);

        private final boolean active;

        State(boolean active) {
            this.active = active;
        }

        /** Whether something is still to be done about it. */
        public boolean active() {
            return active;
        }
    }

    /** One that somebody asked for. */
    static FixRecord wanted(Set<String> rules) {
        return new FixRecord(rules, State.WAITING, "", Optional.empty(), "", "");
    }

    /** The same when it is asked for once more. */
    FixRecord wantedAgain(Set<String> more) {
        if (!state.active()) {
            return new FixRecord(more, State.WAITING, branch, number, headSha, inputs);
        }
        Set<String> all = new TreeSet<>(rules);
        all.addAll(more);
        return new FixRecord(
                rules.isEmpty() || more.isEmpty() ? Set.of() : all, state, branch, number, headSha, inputs);
    }

    FixRecord in(State other) {
        return new FixRecord(rules, other, branch, number, headSha, inputs);
    }

    FixRecord on(String other) {
        return new FixRecord(rules, state, other, number, headSha, inputs);
    }

    FixRecord committed(String sha, String made) {
        return new FixRecord(rules, state, branch, number, sha, made);
    }

    FixRecord opened(int pullRequest) {
        return new FixRecord(rules, State.OPEN, branch, Optional.of(pullRequest), headSha, inputs);
    }

    boolean is(State wanted) {
        return state == wanted;
    }
}
