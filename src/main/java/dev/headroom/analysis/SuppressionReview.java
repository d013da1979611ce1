package dev.headroom.analysis;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.golang.types.GoFile;
import dev.headroom.rule.NearestName;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.util.ArrayList;
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
    private final List<RuleRun> runs;
    private final RepositoryConfig config;
    private final FindingWriter writer;
    private final Owners owners;

    SuppressionReview(
            List<RuleRun> runs, RuleCatalogue catalogue, RepositoryConfig config, FindingWriter writer, Owners owners) {
        this.ids = catalogue.rules().stream().map(Rule::id).collect(Collectors.toSet());
        this.runs = runs;
        this.config = config;
        this.writer = writer;
        this.owners = owners;
    }

    List<Finding> of(GoFile file, Suppressions suppressions) {
        List<Finding> findings = new ArrayList<>();
        if (!file.generated()) {
            for (Suppression each : suppressions.all()) {
                Optional<String> fault = fault(each);
                if (fault.isPresent()) {
                    add(findings, INVALID, "Suppression without effect", fault.get(), each, file);
                } else if (!suppressions.used(each) && decided(each, file)) {
                    String message =
                            "The rule \"" + each.rule() + "\" reports nothing here any more: remove the comment.";
                    add(findings, UNUSED, "Suppression that suppresses nothing", message, each, file);
                }
            }
        }
        return findings;
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
    private boolean decided(Suppression suppression, GoFile file) {
        List<RuleRun> relevant = runs.stream()
                .filter(run -> run.rule().rule().id().equals(suppression.rule()))
                .filter(run -> run.program().files().contains(file))
                .toList();
        return !relevant.isEmpty()
                && relevant.stream().allMatch(run -> run.reportable(file) && !run.undecidedIn(file, suppression));
    }

    private void add(
            List<Finding> findings, String id, String title, String message, Suppression suppression, GoFile file) {
        RuleOverride override =
                config.rules().getOrDefault(id, new RuleOverride(false, Optional.empty(), Map.of(), List.of()));
        if (!override.off()) {
            findings.add(writer.write(
                    id,
                    override.severity().orElse(Severity.WARNING),
                    owners.of(file),
                    file,
                    suppression.comment(),
                    title,
                    message));
        }
    }
}
