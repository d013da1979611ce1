package dev.headroom.review.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one file's hunks in unified format. Every line's first character is GitHub's, the rest is a stranger's. */
final class PatchReader {
    private static final Pattern HEADER =
            Pattern.compile("@@ -(\\d{1,9})(?:,(\\d{1,9}))? \\+(\\d{1,9})(?:,(\\d{1,9}))? @@.*", Pattern.DOTALL);
    /** GitHub leaves out patches of files with more changes than it shows, which is fewer. */
    private static final int MOST_LINES = 50_000;

    private final String patch;
    private final List<Hunk> hunks = new ArrayList<>();
    private int at;
    private int lines;

    PatchReader(String patch) {
        this.patch = patch;
    }

    Hunks read() {
        boolean whole = true;
        while (whole && at < patch.length()) {
            Matcher header = HEADER.matcher(next());
            whole = header.matches() && hunk(header);
        }
        return new Hunks(hunks, whole);
    }

    /**
     * Reads a hunk's lines and keeps those that are there; whether they were all that the header promised. A hunk that
     * does not lie behind the one before is no part of a diff.
     */
    private boolean hunk(Matcher header) {
        int baseLines = count(header.group(2));
        int headLines = count(header.group(4));
        // A side without lines names the line ahead of it.
        int baseStart = Integer.parseInt(header.group(1)) + (baseLines == 0 ? 1 : 0);
        int headStart = Integer.parseInt(header.group(3)) + (headLines == 0 ? 1 : 0);
        if (!hunks.isEmpty()
                && (baseStart <= hunks.getLast().baseEnd()
                        || headStart <= hunks.getLast().headEnd())) {
            return false;
        }
        int base = baseStart;
        int head = headStart;
        Map<Integer, Integer> context = new HashMap<>();
        Set<Integer> deletedAhead = new HashSet<>();
        while (base < baseStart + baseLines || head < headStart + headLines) {
            char kind = at < patch.length() && lines < MOST_LINES ? patch.charAt(at) : 0;
            if (kind == '+') {
                head++;
            } else if (kind == '-') {
                deletedAhead.add(head);
                base++;
            } else if (kind == ' ' || kind == '\n') {
                context.put(head++, base++);
            } else if (kind != '\\') {
                break;
            }
            next();
        }
        skipNoNewline();
        hunks.add(new Hunk(baseStart, base - 1, headStart, head - 1, context, deletedAhead));
        return base == baseStart + baseLines && head == headStart + headLines;
    }

    /** {@code \ No newline at end of file} stands behind the line it speaks of. */
    private void skipNoNewline() {
        while (at < patch.length() && patch.charAt(at) == '\\') {
            next();
        }
    }

    private static int count(String group) {
        return group == null ? 1 : Integer.parseInt(group);
    }

    private String next() {
        int end = patch.indexOf('\n', at);
        String line = patch.substring(at, end < 0 ? patch.length() : end);
        at = end < 0 ? patch.length() : end + 1;
        lines++;
        return line;
    }
}
