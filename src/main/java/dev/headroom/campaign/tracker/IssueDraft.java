package dev.headroom.campaign.tracker;

import java.util.List;
import java.util.Optional;

/**
 * An issue to be opened.
 *
 * @param title plain text
 * @param body Markdown
 * @param milestone its number
 * @param assignees logins
 */
public record IssueDraft(
        String title, String body, List<String> labels, Optional<Integer> milestone, List<String> assignees) {
    public IssueDraft {
        labels = List.copyOf(labels);
        assignees = List.copyOf(assignees);
    }
}
