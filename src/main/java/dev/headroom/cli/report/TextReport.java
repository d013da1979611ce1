package dev.headroom.cli.report;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.RelatedPlace;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.cli.terminal.Terminal;
import dev.headroom.fix.Fix;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Severity;
import dev.headroom.text.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The output for a person at a terminal. */
public final class TextReport implements ReportWriter {
    private static final int MAX_DIFF = 30;
    private static final int MAX_SKIPPED = 10;

    private final Terminal terminal;

    public TextReport(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public String write(CheckReport report) {
        StringBuilder out = new StringBuilder();
        report.introduced().forEach(finding -> finding(out, finding, report));
        if (report.compared().isPresent()) {
            fixed(out, report);
        } else if (report.analysis().services().size() > 1) {
            out.append(new ServiceTable(terminal).write(report));
        }
        skipped(out, report.allSkipped(), report);
        return out.append(closing(report)).toString();
    }

    @Override
    public String ending(Duration took) {
        return String.format(Locale.ROOT, ", %.2f s%n", took.toMillis() / 1000.0)
                .replace("\r\n", "\n");
    }

    private void finding(StringBuilder out, Finding finding, CheckReport report) {
        String severity = finding.severity().word().toUpperCase(Locale.ROOT);
        out.append(terminal.bold(position(finding.place(), report)))
                .append("  ")
                .append(terminal.of(finding.severity(), severity))
                .append("  ")
                .append(finding.rule())
                .append("  ")
                .append(terminal.bold(Terminal.clean(finding.title())))
                .append("\n\n");
        SourceFile source = report.sources().get(finding.place().path());
        if (source != null) {
            out.append(new CodeFrame(source.content(), terminal).of(finding.place()))
                    .append('\n');
        }
        finding.message()
                .lines()
                .forEach(line -> out.append("  ").append(Terminal.clean(line)).append('\n'));
        for (RelatedPlace related : finding.related()) {
            out.append("    ")
                    .append(position(related.place(), report))
                    .append("  ")
                    .append(Terminal.clean(related.message()))
                    .append('\n');
        }
        finding.fix().ifPresent(fix -> fix(out, fix, finding.place().path(), report));
        out.append('\n');
    }

    private void fix(StringBuilder out, Fix fix, String path, CheckReport report) {
        Map<String, byte[]> contents = new HashMap<>();
        fix.edits().forEach(edit -> {
            SourceFile source = report.sources().get(edit.path());
            if (source != null) {
                contents.put(edit.path(), source.content());
            }
        });
        out.append("\n  ")
                .append(terminal.bold("Fix: "))
                .append(Terminal.clean(fix.title()))
                .append('\n');
        List<String> rows = new ArrayList<>();
        String shown = path;
        for (FixDiff.Hunk hunk : FixDiff.of(fix, contents).hunks()) {
            if (!hunk.path().equals(shown)) {
                shown = hunk.path();
                rows.add(terminal.faint("in " + Terminal.clean(report.paths().onTerminal(shown))));
            }
            rows.add(terminal.faint("@@ line " + hunk.line() + " @@"));
            hunk.removed().forEach(line -> rows.add(terminal.removed(row("-", line))));
            hunk.added().forEach(line -> rows.add(terminal.added(row("+", line))));
        }
        rows.stream()
                .limit(MAX_DIFF)
                .forEach(row -> out.append("  ").append(row).append('\n'));
        if (rows.size() > MAX_DIFF) {
            out.append("  … ").append(rows.size() - MAX_DIFF).append(" more lines\n");
        }
    }

    private static String row(String sign, String line) {
        return (sign + " " + CodeFrame.shortened(Terminal.clean(line))).stripTrailing();
    }

    private void skipped(StringBuilder out, List<SkippedFile> skipped, CheckReport report) {
        for (SkippedFile file : skipped.subList(0, Math.min(skipped.size(), MAX_SKIPPED))) {
            String path = Terminal.clean(report.paths().onTerminal(file.path()));
            out.append(terminal.faint("skipped " + path + ": " + Terminal.clean(file.reason())))
                    .append('\n');
        }
        if (skipped.size() > MAX_SKIPPED) {
            out.append(terminal.faint("skipped " + (skipped.size() - MAX_SKIPPED) + " more files"))
                    .append('\n');
        }
    }

    private void fixed(StringBuilder out, CheckReport report) {
        for (Finding finding : report.fixed()) {
            out.append(terminal.added("fixed"))
                    .append("  ")
                    .append(position(finding.place(), report))
                    .append("  ")
                    .append(finding.rule())
                    .append("  ")
                    .append(Terminal.clean(finding.title()))
                    .append('\n');
        }
        int existing = report.findings().size() - report.introduced().size();
        if (existing > 0) {
            out.append(Words.counted(existing, "finding"))
                    .append(existing == 1 ? " was" : " were")
                    .append(" there before; without --base they are shown\n");
        }
    }

    /** What was compared, or nothing. */
    private static String comparison(CheckReport report) {
        return report.compared()
                .map(outcome -> " introduced since " + outcome.mergeBaseSha().substring(0, 10)
                        + ", the merge base with " + Terminal.clean(outcome.base()) + ","
                        + (report.fixed().isEmpty() ? "" : " " + report.fixed().size() + " fixed,"))
                .orElse("");
    }

    private String closing(CheckReport report) {
        List<String> counts = new ArrayList<>();
        for (Severity severity : List.of(Severity.BLOCKER, Severity.WARNING, Severity.HINT)) {
            long count = CheckReport.count(report.introduced(), severity);
            if (count > 0) {
                counts.add(terminal.of(severity, Words.counted(count, severity.word())));
            }
        }
        String nothing = report.compared().isPresent() ? "nothing" : "nothing found";
        String found = (counts.isEmpty() ? nothing : String.join(", ", counts)) + comparison(report);
        List<String> rest = new ArrayList<>();
        if (!report.suppressed().isEmpty()) {
            rest.add(report.suppressed().size() + " suppressed");
        }
        if (report.undecided() > 0) {
            rest.add(Words.counted(report.undecided(), "place") + " undecided");
        }
        String beside = rest.isEmpty() ? "" : " (" + String.join(", ", rest) + ")";
        return found + beside + " in " + Words.counted(report.goFiles(), "file") + ", "
                + Words.counted(report.analysis().services().size(), "unit");
    }

    private static String position(Place place, CheckReport report) {
        return Terminal.clean(report.paths().onTerminal(place.path())) + ":" + place.startLine() + ":"
                + place.startColumn();
    }
}
