package dev.headroom.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows of texts set in columns, two blanks apart, the last as long as it likes. */
public final class Columns {
    private final List<List<String>> rows = new ArrayList<>();

    public Columns row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    /** Each row ended by a line feed. */
    public String text() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        rows.forEach(row -> {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        StringBuilder out = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
            }
            out.append(line.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
