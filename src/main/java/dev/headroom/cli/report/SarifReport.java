package dev.headroom.cli.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.RelatedPlace;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.rule.Rule;
import dev.headroom.rule.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The output in the Static Analysis Results Interchange Format, version 2.1.0 (an OASIS standard), which GitHub's code
 * scanning and editors read.
 */
public final class SarifReport implements ReportWriter {
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";
    private static final String FINGERPRINT = "headroom/v1";

    @Override
    public String write(CheckReport report) {
        List<Rule> rules = report.rules().rules();
        Map<String, Integer> indexes = new HashMap<>();
        rules.forEach(rule -> indexes.put(rule.id(), indexes.size()));
        SarifPlaces places = new SarifPlaces(report);
        ObjectNode root = Json.object();
        root.put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = root.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool").putObject("driver");
        driver.put("name", "Headroom").put("version", report.version());
        ArrayNode descriptors = driver.putArray("rules");
        rules.forEach(rule -> descriptor(descriptors.addObject(), rule));
        invocation(run.putArray("invocations").addObject(), report.allSkipped(), places);
        run.putObject("originalUriBaseIds")
                .putObject(SarifPlaces.ROOT)
                .putObject("description")
                .put("text", "The folder that was checked.");
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        for (Finding finding : report.findings()) {
            ObjectNode result = results.addObject();
            result(result, finding, indexes, places);
            if (report.compared().isPresent()) {
                result.put("baselineState", report.introduced(finding) ? "new" : "unchanged");
            }
        }
        for (SuppressedFinding suppressed : report.suppressed()) {
            ObjectNode result = results.addObject();
            result(result, suppressed.finding(), indexes, places);
            result.putArray("suppressions")
                    .addObject()
                    .put("kind", "inSource")
                    .put("justification", suppressed.reason());
        }
        services(run.putObject("properties").putArray("services"), report);
        return Json.text(root);
    }

    private static void descriptor(ObjectNode node, Rule rule) {
        node.put("id", rule.id());
        node.putObject("shortDescription").put("text", rule.text().title().toString());
        node.putObject("fullDescription").put("text", rule.why().strip());
        ObjectNode help = node.putObject("help");
        String link = rule.docs().map(docs -> "\n\n" + docs).orElse("");
        help.put("text", rule.why().strip() + link);
        help.put(
                "markdown",
                rule.why().strip()
                        + rule.docs().map(docs -> "\n\n<" + docs + ">").orElse(""));
        rule.docs().ifPresent(docs -> node.put("helpUri", docs));
        node.putObject("defaultConfiguration").put("level", level(rule.severity()));
    }

    private static void invocation(ObjectNode node, List<SkippedFile> skipped, SarifPlaces places) {
        node.put("executionSuccessful", true);
        ArrayNode notifications = node.putArray("toolExecutionNotifications");
        for (SkippedFile file : skipped) {
            ObjectNode notification = notifications.addObject();
            notification.put("level", "warning");
            notification.putObject("message").put("text", "The file was skipped: " + file.reason() + ".");
            places.file(
                    notification
                            .putArray("locations")
                            .addObject()
                            .putObject("physicalLocation")
                            .putObject("artifactLocation"),
                    file.path());
        }
    }

    private static void result(ObjectNode node, Finding finding, Map<String, Integer> indexes, SarifPlaces places) {
        node.put("ruleId", finding.rule());
        Integer index = indexes.get(finding.rule());
        if (index != null) {
            node.put("ruleIndex", index);
        }
        node.put("level", level(finding.severity()));
        node.putObject("message").put("text", finding.title() + ". " + finding.message());
        ObjectNode location = node.putArray("locations").addObject();
        places.place(location, finding.place());
        if (!finding.symbol().isEmpty()) {
            location.putArray("logicalLocations").addObject().put("fullyQualifiedName", finding.symbol());
        }
        if (!finding.related().isEmpty()) {
            related(node.putArray("relatedLocations"), finding.related(), places);
        }
        node.putObject("partialFingerprints")
                .put(FINGERPRINT, finding.fingerprint().value());
        finding.fix().ifPresent(fix -> places.fix(node.putArray("fixes").addObject(), fix));
        ObjectNode properties = node.putObject("properties");
        properties
                .put("service", finding.service())
                .put("scope", finding.scope().word())
                .put("hot", finding.hot());
        new TreeMap<>(finding.properties()).forEach(properties::putPOJO);
    }

    private static void related(ArrayNode nodes, List<RelatedPlace> related, SarifPlaces places) {
        for (RelatedPlace each : related) {
            ObjectNode location = nodes.addObject();
            location.put("id", nodes.size());
            Place place = each.place();
            places.place(location, place);
            location.putObject("message").put("text", each.message());
        }
    }

    private static void services(ArrayNode nodes, CheckReport report) {
        for (ServiceReport service : report.analysis().services()) {
            ObjectNode node = nodes.addObject();
            node.put("name", service.service()).put("root", report.paths().relative(service.root()));
            ObjectNode verdicts = node.putObject("verdicts");
            new TreeMap<>(service.verdicts())
                    .forEach(
                            (rule, verdict) -> verdicts.put(rule, verdict.name().toLowerCase(Locale.ROOT)));
        }
    }

    private static String level(Severity severity) {
        return switch (severity) {
            case BLOCKER -> "error";
            case WARNING -> "warning";
            case HINT -> "note";
        };
    }
}
