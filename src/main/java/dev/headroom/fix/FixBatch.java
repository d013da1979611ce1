package dev.headroom.fix;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Fixes that can be applied together, over any number of files: no two of them touch the same text. */
public final class FixBatch {
    private final Map<String, List<TextEdit>> edits = new TreeMap<>();

    /** Takes the fix in, whole, unless it overlaps one taken before; equal imports go in once. */
    public boolean add(Fix fix) {
        return add(fix.edits());
    }

    boolean add(List<TextEdit> fix) {
        List<TextEdit> fresh = new ArrayList<>();
        for (TextEdit edit : fix) {
            List<TextEdit> taken = edits.getOrDefault(edit.path(), List.of());
            if (taken.contains(edit) && edit.purpose() == TextEdit.Purpose.IMPORT) {
                continue;
            }
            if (taken.stream().anyMatch(other -> clash(edit, other))) {
                return false;
            }
            fresh.add(edit);
        }
        fresh.forEach(edit ->
                edits.computeIfAbsent(edit.path(), path -> new ArrayList<>()).add(edit));
        return true;
    }

    /** The same code twice would be two statements, and of two insertions at one place none is the first. */
    private static boolean clash(TextEdit edit, TextEdit other) {
        return edit.startByte() <= other.endByte() && other.startByte() <= edit.endByte();
    }

    /** The files that the fixes change. */
    public Set<String> paths() {
        return edits.keySet();
    }

    /**
     * The changed files, by path.
     *
     * @param content of a file before, null where there is no such file: it is left out then
     * @throws IllegalArgumentException when an edit lies outside of the content
     */
    public Map<String, byte[]> apply(Function<String, byte @Nullable []> content) {
        Map<String, byte[]> changed = new HashMap<>();
        edits.forEach((path, each) -> {
            byte[] before = content.apply(path);
            if (before != null) {
                changed.put(path, FixApplier.replace(before, each));
            }
        });
        return changed;
    }
}
