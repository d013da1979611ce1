package dev.headroom.fix;

/**
 * A fix as GitHub's suggestion blocks can say it: whole lines in the place of whole lines of one file.
 *
 * @param startLine 1-based, the first line replaced
 * @param endLine 1-based, the last line replaced
 * @param replacement the new lines, separated by {@code \n}, without one at the end
 */
public record Suggestion(String path, int startLine, int endLine, String replacement) {}
