package dev.headroom.demo.standin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines that one hunk of a patch covers, context included; 1-based. */
public record Hunk(int oldStart, int oldLines, int newStart, int newLines) {
    private static final Pattern HEADER =
            Pattern.compile("^@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@", Pattern.MULTILINE);

    static List<Hunk> of(String patch) {
        List<Hunk> hunks = new ArrayList<>();
        Matcher header = HEADER.matcher(patch);
        while (header.find()) {
            hunks.add(new Hunk(
                    Integer.parseInt(header.group(1)),
                    header.group(2) == null ? 1 : Integer.parseInt(header.group(2)),
                    Integer.parseInt(header.group(3)),
                    header.group(4) == null ? 1 : Integer.parseInt(header.group(4))));
        }
        return hunks;
    }

    boolean shows(Side side, int line) {
        return switch (side) {
            case LEFT -> line >= oldStart && line < oldStart + oldLines;
            case RIGHT -> line >= newStart && line < newStart + newLines;
        };
    }

    /** GitHub's {@code DiffSide}. */
    public enum Side {
        LEFT,
        RIGHT
    }
}
