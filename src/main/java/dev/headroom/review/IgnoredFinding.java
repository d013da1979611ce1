package dev.headroom.review;

import dev.headroom.analysis.Finding;

/** A finding that somebody had ignored on the pull request. */
public record IgnoredFinding(Finding finding, Ignore by) {}
