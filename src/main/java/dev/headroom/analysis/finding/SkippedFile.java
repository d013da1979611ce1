package dev.headroom.analysis.finding;

/** A file that was not analysed, with the reason as half a sentence: "larger than 4 MiB". */
public record SkippedFile(String path, String reason) {}
