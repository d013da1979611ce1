package dev.headroom.rule;

import java.util.Locale;

/** How much a finding weighs, in ascending order. */
public enum Severity {
    /** Shown in line only where the function is hot, otherwise as one line of the summary. */
    HINT,
    WARNING,
    /** The pull request must not merge. */
    BLOCKER;

    /** The word used in rules, in configuration and in texts. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
