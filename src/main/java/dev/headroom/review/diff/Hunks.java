package dev.headroom.review.diff;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * The hunks of one file: where comments may stand, and where a line of the head was at the merge base.
 *
 * @param all in order
 * @param whole whether the file has no other changes than these
 */
public record Hunks(List<Hunk> all, boolean whole) {
    /** Of a file without changed lines. */
    public static final Hunks NONE = new Hunks(List.of(), true);
    /** Of a file whose changes GitHub does not show. */
    public static final Hunks UNKNOWN = new Hunks(List.of(), false);

    public Hunks {
        all = List.copyOf(all);
    }

    /** Reads the {@code patch} that GitHub gives of a file; ends where it is no diff, or longer than is read. */
    public static Hunks parse(String patch) {
        return new PatchReader(patch).read();
    }

    /** The hunk that a line of the head lies in. */
    public Optional<Hunk> at(int headLine) {
        return all.stream().filter(hunk -> hunk.holds(headLine)).findFirst();
    }

    /** Whether the change added this line. */
    public boolean added(int headLine) {
        return all.stream().anyMatch(hunk -> hunk.added(headLine));
    }

    /** The first line of a range that may be commented: the first added one, else the first one shown. */
    public OptionalInt firstWithin(int firstLine, int lastLine) {
        OptionalInt added = shown(firstLine, lastLine).filter(this::added).findFirst();
        return added.isPresent() ? added : shown(firstLine, lastLine).findFirst();
    }

    private IntStream shown(int firstLine, int lastLine) {
        return all.stream()
                .flatMapToInt(hunk -> IntStream.rangeClosed(
                        Math.max(firstLine, hunk.headStart()), Math.min(lastLine, hunk.headEnd())));
    }

    /** Where an unchanged line was at the merge base; empty for an added one, and where that cannot be known. */
    public OptionalInt baseLine(int headLine) {
        int shift = 0;
        for (Hunk hunk : all) {
            if (headLine < hunk.headStart()) {
                return OptionalInt.of(headLine + shift);
            }
            if (hunk.holds(headLine)) {
                Integer base = hunk.context().get(headLine);
                return base == null ? OptionalInt.empty() : OptionalInt.of(base);
            }
            shift = hunk.baseEnd() - hunk.headEnd();
        }
        return whole ? OptionalInt.of(headLine + shift) : OptionalInt.empty();
    }
}
