package dev.headroom.review.delta;

import dev.headroom.analysis.finding.Finding;

/** A finding that somebody had ignored on the pull request. */
public record IgnoredFinding(Finding finding, Ignore by) {}
