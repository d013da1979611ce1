package dev.headroom.analysis.finding;

/** A finding that a comment in the code silences, with the reason the comment gives. */
public record SuppressedFinding(Finding finding, String reason) {}
