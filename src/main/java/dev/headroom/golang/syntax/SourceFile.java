package dev.headroom.golang.syntax;

/**
 * A file of a repository as bytes.
 *
 * @param path relative to the repository's root, separated by {@code /}, without a leading one
 * @param content the bytes as stored in Git; the array is shared, nobody writes to it
 */
public record SourceFile(String path, byte[] content) {}
