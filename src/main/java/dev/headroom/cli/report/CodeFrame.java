package dev.headroom.cli.report;

import dev.headroom.analysis.finding.Place;
import dev.headroom.cli.terminal.Terminal;
import dev.headroom.cli.tree.FileLines;

/** A few numbered lines of code with the place in question underlined. */
final class CodeFrame {
    private static final int MAX_LINES = 5;
    private static final int MAX_WIDTH = 120;

    private final FileLines lines;
    private final Terminal terminal;

    CodeFrame(byte[] content, Terminal terminal) {
        this.lines = new FileLines(content);
        this.terminal = terminal;
    }

    /** The lines of a place with one before and one behind, each ended by a line feed. */
    String of(Place place) {
        int last = Math.min(place.endLine(), place.startLine() + MAX_LINES - 1);
        int from = Math.max(1, place.startLine() - 1);
        int to = Math.min(lines.count(), last + 1);
        while (to > last && lines.text(to).isBlank()) {
            to--;
        }
        if (from < place.startLine() && lines.text(from).isBlank()) {
            from++;
        }
        int digits = Integer.toString(to).length();
        StringBuilder frame = new StringBuilder();
        for (int line = from; line <= to; line++) {
            String number = " ".repeat(digits - Integer.toString(line).length()) + line;
            row(frame, number, shortened(Terminal.clean(lines.text(line))));
            if (line == place.startLine()) {
                underline(frame, place, " ".repeat(digits));
            }
        }
        return frame.toString();
    }

    private void row(StringBuilder frame, String number, String text) {
        String row = "  " + terminal.faint(number + " |") + (text.isEmpty() ? "" : " " + text);
        frame.append(row).append('\n');
    }

    /** Of a place on several lines the first is underlined. */
    private void underline(StringBuilder frame, Place place, String gap) {
        String text = lines.text(place.startLine());
        int length = text.codePointCount(0, text.length());
        int start = Math.min(place.startColumn() - 1, length);
        int end = place.endLine() > place.startLine() ? length : Math.min(place.endColumn() - 1, length);
        int before = width(text, 0, start);
        int carets = Math.max(1, width(text, start, Math.max(start, end)));
        if (before < MAX_WIDTH) {
            String marks = "^".repeat(Math.min(carets, MAX_WIDTH - before));
            frame.append("  ")
                    .append(terminal.faint(gap + " |"))
                    .append(' ')
                    .append(" ".repeat(before))
                    .append(terminal.removed(marks))
                    .append('\n');
        }
    }

    private static int width(String text, int fromPoint, int toPoint) {
        int from = text.offsetByCodePoints(0, fromPoint);
        String clean = Terminal.clean(text.substring(from, text.offsetByCodePoints(from, toPoint - fromPoint)));
        return clean.codePointCount(0, clean.length());
    }

    static String shortened(String text) {
        return text.codePointCount(0, text.length()) <= MAX_WIDTH
                ? text
                : text.substring(0, text.offsetByCodePoints(0, MAX_WIDTH)) + " …";
    }
}
