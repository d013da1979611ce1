package dev.headroom.analysis;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprints;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.run.ActiveRule;
import dev.headroom.analysis.run.Owners;
import dev.headroom.analysis.run.ProgramReport;
import dev.headroom.analysis.run.ProgramReport.Report;
import dev.headroom.analysis.run.ReportWriter;
import dev.headroom.analysis.run.Suppression;
import dev.headroom.analysis.run.Suppressions;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.golang.ProgramOutline;
import dev.headroom.rule.NearestName;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Findings about suppressions themselves: those that say no rule or no reason, and those that silence nothing. */
final class SuppressionReview {
    static final String INVALID = "suppression-invalid";
    static final String UNUSED = "suppression-unused";

    private final Set<String> ids;
    private final Map<String, ActiveRule> active = new HashMap<>();
    private final RepositoryConfig config;

    /** @param active the rules that ran */
    SuppressionReview(RuleCatalogue catalogue, List<ActiveRule> active, RepositoryConfig config) {
        this.ids = catalogue.rules().stream().map(Rule::id).collect(Collectors.toSet());
        active.forEach(rule -> this.active.put(rule.rule().id(), rule));
        this.config = config;
    }

    /** @param owner the program that the file is told with */
    List<Report> of(
            String path, Suppressions suppressions, ProgramOutline owner, Map<ProgramOutline, ProgramReport> programs) {
        List<Report> reports = new ArrayList<>();
        List<ProgramReport> having = having(path, programs);
        boolean generated = owner.files().anyMatch(file -> file.path().equals(path) && file.generated());
        if (!generated) {
            for (Suppression each : suppressions.all()) {
                Optional<String> fault = fault(each);
                if (fault.isPresent()) {
                    add(reports, INVALID, "Suppression without effect", fault.get(), each, owner);
                } else if (!suppressions.used(each) && decided(each, path, having)) {
                    String message =
                            "The rule \"" + each.rule() + "\" reports nothing here any more: remove the comment.";
                    add(reports, UNUSED, "Suppression that suppresses nothing", message, each, owner);
                }
            }
        }
        return reports;
    }

    private static List<ProgramReport> having(String path, Map<ProgramOutline, ProgramReport> programs) {
        List<ProgramReport> having = new ArrayList<>();
        programs.forEach((program, report) -> {
            if (report.suppressions().containsKey(path)) {
                having.add(report);
            }
        });
        return having;
    }

    private Optional<String> fault(Suppression suppression) {
        if (suppression.spaced()) {
            return Optional.of(
                    "Write \"//headroom:ignore\" without a space behind the slashes, as Go's directives are.");
        }
        if (suppression.rule().isEmpty()) {
            return Optional.of("The comment names no rule: write \"//headroom:ignore rule-id reason\".");
        }
        if (!ids.contains(suppression.rule())) {
            return Optional.of(
                    "There is no rule \"" + suppression.rule() + "\"" + NearestName.hint(suppression.rule(), ids));
        }
        if (suppression.reason().isEmpty()) {
            return Optional.of(
                    "The comment gives no reason: write \"//headroom:ignore " + suppression.rule() + " reason\".");
        }
        return Optional.empty();
    }

    /** Whether the rule ran over the file and could have reported there: an unknown may turn into a report. */
    private boolean decided(Suppression suppression, String path, List<ProgramReport> having) {
        ActiveRule rule = active.get(suppression.rule());
        return rule != null
                && !rule.excludes(path)
                && having.stream()
                        .flatMap(program -> program.rules().stream())
                        .filter(report -> report.rule().equals(suppression.rule()))
                        .noneMatch(report -> report.undecidedIn(path, suppression));
    }

    private void add(
            List<Report> reports,
            String id,
            String title,
            String message,
            Suppression suppression,
            ProgramOutline owner) {
        RuleOverride override = config.override(id);
        if (override.off()) {
            return;
        }
        Place place = suppression.place();
        Finding finding = new Finding(
                id,
                override.severity().orElse(Severity.WARNING),
                owner.name(),
                place,
                suppression.symbol(),
                title,
                message,
                Optional.empty(),
                ReportWriter.NONE,
                List.of(),
                Map.of());
        String home = Owners.home(owner.name(), owner.root(), place.path());
        reports.add(new Report(finding, Fingerprints.identity(id, home, suppression.symbol(), suppression.text())));
    }
}
