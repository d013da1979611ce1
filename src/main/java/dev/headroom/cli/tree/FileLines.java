package dev.headroom.cli.tree;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The lines of a file and where they begin; offsets are 0-based and in bytes, lines and columns 1-based. */
public final class FileLines {
    private final byte[] content;
    private final int[] starts;

    /**
     * A position in a text.
     *
     * @param column in Unicode code points
     */
    public record Position(int line, int column) {}

    public FileLines(byte[] content) {
        this.content = content;
        int[] found = new int[16];
        int count = 1;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                if (count == found.length) {
                    found = Arrays.copyOf(found, count * 2);
                }
                found[count++] = i + 1;
            }
        }
        this.starts = Arrays.copyOf(found, count);
    }

    /** How many lines there are; behind a final line feed begins one more, which is empty. */
    public int count() {
        return starts.length;
    }

    /** The text of a line without its end. */
    public String text(int line) {
        int start = starts[line - 1];
        int end = line < starts.length ? starts[line] - 1 : content.length;
        if (end > start && content[end - 1] == '\r') {
            end--;
        }
        return new String(content, start, end - start, StandardCharsets.UTF_8);
    }

    /** The offset of a line's first byte; that of the end for the line behind the last. */
    public int start(int line) {
        return line <= starts.length ? starts[line - 1] : content.length;
    }

    public int lineOf(int offset) {
        int found = Arrays.binarySearch(starts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    public Position position(int offset) {
        int line = lineOf(offset);
        String before = new String(content, starts[line - 1], offset - starts[line - 1], StandardCharsets.UTF_8);
        return new Position(line, before.codePointCount(0, before.length()) + 1);
    }
}
