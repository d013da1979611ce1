package dev.headroom.cli.report;

import dev.headroom.cli.tree.FileLines;
import dev.headroom.fix.Fix;
import dev.headroom.fix.FixApplier;
import dev.headroom.fix.TextEdit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The whole lines that a fix takes away and puts in. */
record FixDiff(List<Hunk> hunks) {

    /**
     * Lines in the place of others.
     *
     * @param line the first line taken away, or the one that the new lines go in front of; 1-based
     */
    record Hunk(String path, int line, List<String> removed, List<String> added) {}

    /** @param sources contents by path; edits of other files are left out */
    static FixDiff of(Fix fix, Map<String, byte[]> sources) {
        Map<String, List<TextEdit>> byFile = new LinkedHashMap<>();
        fix.edits().stream()
                .filter(edit -> sources.containsKey(edit.path()))
                .sorted(Comparator.comparingInt(TextEdit::startByte))
                .forEach(edit -> byFile.computeIfAbsent(edit.path(), key -> new ArrayList<>())
                        .add(edit));
        List<Hunk> hunks = new ArrayList<>();
        byFile.forEach((path, edits) -> inFile(path, edits, sources.get(path), hunks));
        return new FixDiff(List.copyOf(hunks));
    }

    private static void inFile(String path, List<TextEdit> edits, byte[] content, List<Hunk> hunks) {
        FileLines lines = new FileLines(content);
        int next = 0;
        while (next < edits.size()) {
            int first = lines.lineOf(edits.get(next).startByte());
            int last = lines.lineOf(edits.get(next).endByte());
            List<TextEdit> together = new ArrayList<>(List.of(edits.get(next++)));
            while (next < edits.size() && lines.lineOf(edits.get(next).startByte()) <= last) {
                last = Math.max(last, lines.lineOf(edits.get(next).endByte()));
                together.add(edits.get(next++));
            }
            hunks.add(hunk(path, lines, first, last, content, together));
        }
    }

    private static Hunk hunk(String path, FileLines lines, int first, int last, byte[] content, List<TextEdit> edits) {
        int start = lines.start(first);
        int end = lines.start(last + 1);
        byte[] old = java.util.Arrays.copyOfRange(content, start, end);
        List<TextEdit> shifted = edits.stream()
                .map(edit -> new TextEdit(
                        path, edit.startByte() - start, edit.endByte() - start, edit.replacement(), edit.purpose()))
                .toList();
        List<String> removed = lines(old);
        List<String> added = lines(FixApplier.replace(old, shifted));
        int same = 0;
        while (same < Math.min(removed.size(), added.size())
                && removed.get(same).equals(added.get(same))) {
            same++;
        }
        int tail = 0;
        while (tail < Math.min(removed.size(), added.size()) - same
                && removed.get(removed.size() - 1 - tail).equals(added.get(added.size() - 1 - tail))) {
            tail++;
        }
        return new Hunk(
                path,
                first + same,
                List.copyOf(removed.subList(same, removed.size() - tail)),
                List.copyOf(added.subList(same, added.size() - tail)));
    }

    private static List<String> lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).lines().toList();
    }
}
