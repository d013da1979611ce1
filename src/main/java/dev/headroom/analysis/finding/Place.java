package dev.headroom.analysis.finding;

/**
 * A range of a file's text.
 *
 * @param path relative to the repository's root
 * @param startByte 0-based offset of the first byte (UTF-8)
 * @param endByte 0-based offset behind the last byte
 * @param startLine 1-based
 * @param startColumn 1-based, in Unicode code points
 * @param endLine 1-based line of the last character
 * @param endColumn 1-based column behind the last character, in Unicode code points
 */
public record Place(
        String path, int startByte, int endByte, int startLine, int startColumn, int endLine, int endColumn) {}
