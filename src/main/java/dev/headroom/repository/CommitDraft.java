package dev.headroom.repository;

import dev.headroom.analysis.trial.FixPlan;
import java.util.List;

/**
 * A commit as GitHub will be asked to make it.
 *
 * @param branch its name, without {@code refs/heads/}
 * @param headSha the tip that it is made on
 * @param headline at most 72 characters
 * @param body with the trailer by which the commit is found again
 */
public record CommitDraft(String branch, String headSha, String headline, String body, List<FixPlan.Change> changes) {
    public CommitDraft {
        changes = List.copyOf(changes);
    }
}
