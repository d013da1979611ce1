package dev.headroom.golang.syntax;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/** A file of a repository as bytes: the same as another where the path is, and the very array of bytes. */
public final class SourceFile {
    private final String path;
    private final byte[] content;
    /** Found when asked for first; whoever finds it at the same time finds the same. */
    private volatile byte @Nullable [] digest;

    /**
     * @param path relative to the repository's root, separated by {@code /}, without a leading one
     * @param content the bytes as stored in Git; the array is shared, nobody writes to it
     */
    public SourceFile(String path, byte[] content) {
        this.path = path;
        this.content = content;
    }

    /** The path relative to the repository's root, separated by {@code /}, without a leading one. */
    public String path() {
        return path;
    }

    /** The bytes as stored in Git; the array is shared, nobody writes to it. */
    public byte[] content() {
        return content;
    }

    /** The SHA-256 of the content; shared, nobody writes to it. */
    public byte[] digest() {
        byte[] known = digest;
        if (known == null) {
            known = sha256();
            digest = known;
        }
        return known;
    }

    private byte[] sha256() {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    // To compare the bytes would cost what it is to spare: trees are kept by their files.
    @SuppressWarnings("ReferenceEquality")
    public boolean equals(@Nullable Object other) {
        return other instanceof SourceFile file && path.equals(file.path) && content == file.content;
    }

    @Override
    public int hashCode() {
        return path.hashCode();
    }

    /** With the path alone: a file's content is nothing for a log. */
    @Override
    public String toString() {
        return path;
    }
}
