package dev.headroom.golang.layout;

/** How much memory a value of a type takes with the gc compiler on amd64 and arm64, or why that is not known. */
public sealed interface TypeSize {
    /** A pointer, and whatever is one: maps, channels, functions. */
    Known POINTER = new Known(8, 8);

    /** A pointer and a length. */
    Known STRING = new Known(16, 8);

    /** A pointer, a length and a capacity. */
    Known SLICE = new Known(24, 8);

    /** A type and a pointer. */
    Known INTERFACE = new Known(16, 8);

    /**
     * An exact size.
     *
     * @param bytes a multiple of the alignment
     * @param alignment in bytes: 1, 2, 4 or 8
     */
    record Known(long bytes, int alignment) implements TypeSize {}

    /** A size that cannot be told; the reason is half a sentence. */
    record Unknown(String reason) implements TypeSize {}
}
