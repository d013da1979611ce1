package dev.headroom.cli.report;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.cli.terminal.Terminal;
import dev.headroom.rule.Severity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A table of services by rules, of those that have something; its columns are numbered, because ids are long. Where it would
 * be wider than the terminal, each rule lists its services instead.
 */
final class ServiceTable {
    private static final int CELL = 5;
    private static final int LISTED_LINES = 3;

    private final Terminal terminal;

    ServiceTable(Terminal terminal) {
        this.terminal = terminal;
    }

    /** A column: a rule with how many findings each service has. */
    private record Column(String rule, Severity severity, Map<String, Long> findings) {}

    /** The table and an empty line; nothing where nothing was found. */
    String write(CheckReport report) {
        List<Column> columns = columns(report.findings());
        List<ServiceReport> rows = report.analysis().services().stream()
                .filter(service ->
                        columns.stream().anyMatch(column -> column.findings().containsKey(service.service())))
                .toList();
        if (rows.isEmpty()) {
            return "";
        }
        int width = rows.stream().mapToInt(row -> shown(row).length()).max().orElse(0);
        if (width + CELL * columns.size() > terminal.columns()) {
            return lists(columns, report.analysis().services().size());
        }
        StringBuilder out = new StringBuilder(" ".repeat(width));
        for (int number = 1; number <= columns.size(); number++) {
            out.append(cell(Integer.toString(number)));
        }
        out.append('\n');
        for (ServiceReport row : rows) {
            out.append(shown(row)).append(" ".repeat(width - shown(row).length()));
            columns.forEach(column -> out.append(cell(row, column)));
            out.append('\n');
        }
        legend(out.append('\n'), columns, report.analysis().services().size());
        return out.append('\n').toString();
    }

    private static List<Column> columns(List<Finding> findings) {
        Map<String, Column> columns = new TreeMap<>();
        for (Finding finding : findings) {
            columns.computeIfAbsent(finding.rule(), rule -> new Column(rule, finding.severity(), new HashMap<>()))
                    .findings()
                    .merge(finding.service(), 1L, Long::sum);
        }
        return columns.values().stream()
                .sorted(Comparator.comparing(Column::severity, Comparator.reverseOrder()))
                .toList();
    }

    private String cell(ServiceReport row, Column column) {
        Long count = column.findings().get(row.service());
        if (count != null) {
            String text = cell(Long.toString(count));
            return terminal.of(column.severity(), text);
        }
        Verdict verdict = row.verdicts().getOrDefault(column.rule(), Verdict.NOT_APPLICABLE);
        return terminal.faint(cell(
                switch (verdict) {
                    case OK, MISSING -> "ok";
                    case UNKNOWN -> "?";
                    case NOT_APPLICABLE -> "-";
                }));
    }

    private static String cell(String text) {
        return " ".repeat(Math.max(1, CELL - text.length())) + text;
    }

    /** By rule, how many services it concerns and which, those with the most findings first. */
    private String lists(List<Column> columns, int services) {
        StringBuilder out = new StringBuilder();
        for (Column column : columns) {
            out.append(terminal.of(column.severity(), column.severity().word()))
                    .append("  ")
                    .append(clipped(column.rule() + "  " + column.findings().size() + " of " + services, 10))
                    .append('\n');
            List<String> names = column.findings().entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue()
                            .reversed()
                            .thenComparing(Map.Entry.comparingByKey()))
                    .map(each -> clipped(Terminal.clean(each.getKey()), 20) + " " + each.getValue())
                    .toList();
            names(out, names);
        }
        return out.append('\n').toString();
    }

    private void names(StringBuilder out, List<String> names) {
        StringBuilder line = new StringBuilder("   ");
        int lines = 1;
        for (int i = 0; i < names.size(); i++) {
            String more = " … and " + (names.size() - i) + " more";
            int room = terminal.columns() - (lines == LISTED_LINES ? more.length() : 0);
            if (line.length() + 2 + names.get(i).length() > room) {
                if (lines == LISTED_LINES) {
                    line.append(more);
                    break;
                }
                out.append(line).append('\n');
                line = new StringBuilder("   ");
                lines++;
            }
            line.append(' ').append(names.get(i)).append(i + 1 < names.size() ? "," : "");
        }
        out.append(line).append('\n');
    }

    /** @param left how many columns are taken by something else */
    private String clipped(String text, int left) {
        int room = Math.max(8, terminal.columns() - left);
        return text.length() <= room ? text : text.substring(0, room - 1) + "…";
    }

    private static void legend(StringBuilder out, List<Column> columns, int services) {
        int number = 1;
        int width = columns.stream()
                .mapToInt(column -> column.rule().length())
                .max()
                .orElse(0);
        for (Column column : columns) {
            out.append("%2d  %s  %-7s  %d of %d%n"
                    .formatted(
                            number++,
                            column.rule() + " ".repeat(width - column.rule().length()),
                            column.severity().word(),
                            column.findings().size(),
                            services)
                    .replace("\r\n", "\n"));
        }
    }

    private static String shown(ServiceReport service) {
        return Terminal.clean(service.service());
    }
}
