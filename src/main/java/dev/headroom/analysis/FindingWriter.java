package dev.headroom.analysis;

import dev.headroom.analysis.RuleFailures.RuleFailure;
import dev.headroom.fix.Fix;
import dev.headroom.fix.FixRenderer;
import dev.headroom.fix.TextEdit;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.rule.FixTemplate;
import dev.headroom.rule.Severity;
import dev.headroom.rule.TemplateValues;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes findings out: texts filled in, fixes rendered, fingerprints taken. Places must come in source order. */
final class FindingWriter {
    private final Owners owners;
    private final RuleFailures failures;
    private final Map<String, Integer> ordinals = new HashMap<>();

    FindingWriter(Owners owners, RuleFailures failures) {
        this.owners = owners;
        this.failures = failures;
    }

    Finding write(ReportDraft draft) {
        Program program = draft.run().program();
        GoFile file = program.fileOf(draft.at());
        TemplateValues values = draft.values();
        ActiveRule rule = draft.run().rule();
        return new Finding(
                rule.rule().id(),
                rule.severity(),
                program.name(),
                Places.of(file, draft.at()),
                program.symbolOf(draft.at()),
                values.words(draft.text().title()),
                values.words(draft.text().message()),
                fix(draft, file, values),
                fingerprint(rule.rule().id(), program, file, draft.at()),
                draft.related().stream()
                        .map(related -> new RelatedPlace(
                                Places.of(program.fileOf(related.at()), related.at()), related.message()))
                        .toList(),
                draft.properties(),
                rule.rule().scope(),
                draft.run().hot(draft.at()));
    }

    /** A finding that no rule of the catalogue makes. */
    Finding write(String rule, Severity severity, Program program, GoFile file, Node at, String title, String message) {
        return new Finding(
                rule,
                severity,
                program.name(),
                Places.of(file, at),
                program.symbolOf(at),
                title,
                message,
                Optional.empty(),
                fingerprint(rule, program, file, at),
                List.of(),
                Map.of());
    }

    /** The first of the fixes proposed that can be fitted in; a finding stands without one where that fails. */
    private Optional<Fix> fix(ReportDraft draft, GoFile file, TemplateValues values) {
        try {
            for (ReportDraft.Proposal proposal : draft.proposals()) {
                FixTemplate template = proposal.template();
                Optional<List<TextEdit>> edits = new FixRenderer(file)
                        .render(proposal.site(), values.go(template.text()), values.packages(template));
                if (edits.isPresent()) {
                    return Optional.of(new Fix(values.words(template.title()), edits.get(), template.safe()));
                }
            }
        } catch (RuntimeException e) {
            RuleRun run = draft.run();
            failures.failed(
                    new RuleFailure(run.rule().rule().id(), run.program().name(), e));
        }
        return Optional.empty();
    }

    private Fingerprint fingerprint(String rule, Program program, GoFile file, Node at) {
        String code = at.kind().equals("comment") ? at.text() : CodeText.of(at);
        String key = String.join("\0", rule, owners.home(program, file), program.symbolOf(at), code);
        int ordinal = ordinals.merge(key, 1, Integer::sum);
        return Fingerprint.of(key + "\0" + ordinal);
    }
}
