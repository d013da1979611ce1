package dev.headroom.fix;

/**
 * A replacement of a range of bytes in one file; an insertion where both ends are equal.
 *
 * @param path relative to the repository's root
 * @param startByte 0-based offset of the first byte replaced
 * @param endByte 0-based offset behind the last byte replaced
 * @param replacement what stands there afterwards, lines ended by {@code \n}
 * @param purpose why the edit is part of the fix
 */
public record TextEdit(String path, int startByte, int endByte, String replacement, Purpose purpose) {

    /** What an edit is for: an import far from the finding cannot be part of a suggestion. */
    public enum Purpose {
        CODE,
        IMPORT
    }
}
