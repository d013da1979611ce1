package dev.headroom.cli;

import dev.headroom.analysis.Finding;
import dev.headroom.analysis.ServiceReport;
import dev.headroom.analysis.Verdict;
import dev.headroom.rule.Severity;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A table of services by rules, of those that have something; its columns are numbered, because ids are long. */
final class ServiceTable {
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
        return " ".repeat(Math.max(1, 5 - text.length())) + text;
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
