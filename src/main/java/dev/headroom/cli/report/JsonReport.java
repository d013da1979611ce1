package dev.headroom.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.cli.tree.BaseComparison;
import dev.headroom.fix.Fix;
import dev.headroom.rule.Severity;
import java.util.Locale;
import java.util.TreeMap;

/** The output as JSON; its shape is documented in {@code docs/cli.md} and only ever grows. */
public final class JsonReport implements ReportWriter {
    private static final int SHAPE = 1;

    @Override
    public String write(CheckReport report) {
        ObjectNode root = Json.object();
        root.put("version", SHAPE).put("headroom", report.version());
        ObjectNode summary = root.putObject("summary")
                .put("blockers", report.count(Severity.BLOCKER))
                .put("warnings", report.count(Severity.WARNING))
                .put("hints", report.count(Severity.HINT))
                .put("suppressed", report.suppressed().size())
                .put("undecided", report.undecided())
                .put("files", report.goFiles());
        report.compared().ifPresent(outcome -> compared(root, summary, outcome, report));
        ArrayNode services = root.putArray("services");
        report.analysis().services().forEach(service -> service(services.addObject(), service, report));
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> {
            ObjectNode node = findings.addObject();
            finding(node, finding, report);
            if (report.compared().isPresent()) {
                node.put("status", report.introduced(finding) ? "introduced" : "existing");
            }
        });
        ArrayNode suppressed = root.putArray("suppressed");
        report.suppressed().forEach(each -> {
            ObjectNode node = suppressed.addObject();
            finding(node, each.finding(), report);
            node.put("reason", each.reason());
        });
        ArrayNode skipped = root.putArray("skipped");
        report.allSkipped()
                .forEach(file -> skipped.addObject()
                        .put("path", report.paths().relative(file.path()))
                        .put("reason", file.reason()));
        return Json.text(root);
    }

    private static void compared(
            ObjectNode root, ObjectNode summary, BaseComparison.Outcome outcome, CheckReport report) {
        int introduced = report.introduced().size();
        summary.put("introduced", introduced)
                .put("existing", report.findings().size() - introduced)
                .put("fixed", report.fixed().size());
        root.putObject("base").put("ref", outcome.base()).put("merge_base", outcome.mergeBaseSha());
        ArrayNode fixed = root.putArray("fixed");
        report.fixed().forEach(finding -> finding(fixed.addObject(), finding, report));
    }

    private static void service(ObjectNode node, ServiceReport service, CheckReport report) {
        node.put("name", service.service()).put("root", report.paths().relative(service.root()));
        ObjectNode verdicts = node.putObject("verdicts");
        new TreeMap<>(service.verdicts())
                .forEach((rule, verdict) -> verdicts.put(rule, verdict.name().toLowerCase(Locale.ROOT)));
        ObjectNode undecided = node.putObject("undecided");
        new TreeMap<>(service.undecided()).forEach(undecided::put);
    }

    private static void finding(ObjectNode node, Finding finding, CheckReport report) {
        node.put("rule", finding.rule())
                .put("severity", finding.severity().word())
                .put("service", finding.service());
        place(node, finding.place(), report);
        node.put("symbol", finding.symbol())
                .put("scope", finding.scope().word())
                .put("hot", finding.hot())
                .put("title", finding.title())
                .put("message", finding.message())
                .put("fingerprint", finding.fingerprint().value());
        ArrayNode related = node.putArray("related");
        finding.related().forEach(each -> {
            ObjectNode other = related.addObject();
            place(other, each.place(), report);
            other.put("message", each.message());
        });
        ObjectNode properties = node.putObject("properties");
        new TreeMap<>(finding.properties()).forEach(properties::putPOJO);
        finding.fix().ifPresent(fix -> fix(node.putObject("fix"), fix, report));
    }

    private static void place(ObjectNode node, Place place, CheckReport report) {
        node.put("path", report.paths().relative(place.path()))
                .put("line", place.startLine())
                .put("column", place.startColumn())
                .put("end_line", place.endLine())
                .put("end_column", place.endColumn());
    }

    private static void fix(ObjectNode node, Fix fix, CheckReport report) {
        node.put("title", fix.title()).put("safe", fix.safe());
        ArrayNode edits = node.putArray("edits");
        fix.edits()
                .forEach(edit -> edits.addObject()
                        .put("path", report.paths().relative(edit.path()))
                        .put("start_byte", edit.startByte())
                        .put("end_byte", edit.endByte())
                        .put("replacement", edit.replacement()));
    }
}
