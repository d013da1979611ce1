package dev.headroom.demo.standin;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything the stand-in knows at one moment, each list oldest first. */
public record Ledger(
        List<Call> calls,
        List<PostedReview> reviews,
        List<PostedThread> threads,
        List<PostedCheckRun> checkRuns,
        List<PostedReply> replies,
        Set<PostedReply.Reaction> reactions,
        String headSha,
        Set<Fault> unmetFaults) {
    public Ledger {
        calls = List.copyOf(calls);
        reviews = List.copyOf(reviews);
        threads = List.copyOf(threads);
        checkRuns = List.copyOf(checkRuns);
        replies = List.copyOf(replies);
        reactions = Set.copyOf(reactions);
        unmetFaults = Set.copyOf(unmetFaults);
    }

    /** The newest check run of a commit. */
    public Optional<PostedCheckRun> checkRun(String headSha) {
        return checkRuns.stream().filter(run -> run.headSha().equals(headSha)).reduce((_, newer) -> newer);
    }
}
