package dev.headroom.fix;

import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a struct's fields in columns as gofmt sets them: neighbouring lines share the width of a column, and a
 * line that ends before a column ends it for the lines around (text/tabwriter, go/printer {@code fieldList}).
 */
final class FieldColumns {
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * Adds the next line of a run of lines without an empty or commented line between them.
     *
     * @param names the names before the type; empty for an embedded field
     * @param type the type, or the first line of one that goes on
     * @param tag empty where there is none
     * @param comment the comment behind the field on its line; empty where there is none
     */
    void add(String names, String type, String tag, String comment) {
        List<String> cells = new ArrayList<>();
        if (!names.isEmpty()) {
            cells.add(names);
        }
        cells.add(type);
        if (!tag.isEmpty()) {
            if (!names.isEmpty()) {
                cells.add("");
            }
            cells.add(tag);
        } else if (!comment.isEmpty() && names.isEmpty()) {
            cells.add("");
        }
        if (!comment.isEmpty()) {
            cells.add(comment);
        }
        rows.add(cells);
    }

    /** The lines added so far, in columns. */
    List<String> lines() {
        List<StringBuilder> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(new StringBuilder()));
        align(lines, 0, rows.size(), 0);
        for (int i = 0; i < rows.size(); i++) {
            lines.get(i).append(rows.get(i).getLast());
        }
        return lines.stream().map(line -> line.toString().stripTrailing()).toList();
    }

    /** Sets the columns from one on, in each run of lines that have it. */
    private void align(List<StringBuilder> lines, int from, int to, int column) {
        int start = from;
        while (start < to) {
            int end = start;
            int width = 0;
            while (end < to && column < rows.get(end).size() - 1) {
                width = Math.max(width, width(rows.get(end).get(column)));
                end++;
            }
            for (int i = start; i < end; i++) {
                String cell = rows.get(i).get(column);
                // A column that is empty throughout is no column.
                int spaces = width == 0 ? 0 : width + 1 - width(cell);
                lines.get(i).append(cell).repeat(" ", spaces);
            }
            if (end > start) {
                align(lines, start, end, column + 1);
            }
            start = Math.max(end, start + 1);
        }
    }

    private static int width(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
