package dev.headroom.analysis.run;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.finding.Fingerprints;
import dev.headroom.analysis.finding.RelatedPlace;
import dev.headroom.analysis.run.RuleFailures.RuleFailure;
import dev.headroom.fix.Fix;
import dev.headroom.fix.FixRenderer;
import dev.headroom.fix.TextEdit;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.rule.FixTemplate;
import dev.headroom.rule.TemplateValues;
import java.util.List;
import java.util.Optional;

/** Writes out what a rule reports: texts filled in, fixes rendered. */
public final class ReportWriter {
    /** What a finding has until it is told apart from others like it. */
    public static final Fingerprint NONE = new Fingerprint("");

    private final RuleFailures failures;

    ReportWriter(RuleFailures failures) {
        this.failures = failures;
    }

    ProgramReport.Report write(ReportDraft draft) {
        Program program = draft.run().program();
        GoFile file = program.fileOf(draft.at());
        TemplateValues values = draft.values();
        ActiveRule rule = draft.run().rule();
        String symbol = program.symbolOf(draft.at());
        Finding finding = new Finding(
                rule.rule().id(),
                rule.severity(),
                program.name(),
                Places.of(file, draft.at()),
                symbol,
                values.words(draft.text().title()),
                values.words(draft.text().message()),
                fix(draft, file, values),
                NONE,
                draft.related().stream()
                        .map(related -> new RelatedPlace(
                                Places.of(program.fileOf(related.at()), related.at()), related.message()))
                        .toList(),
                draft.properties(),
                rule.rule().scope(),
                draft.run().hot(draft.at()));
        String home = Owners.home(program.name(), program.root(), file.path());
        return new ProgramReport.Report(
                finding, Fingerprints.identity(rule.rule().id(), home, symbol, code(draft.at())));
    }

    private static String code(Node at) {
        return at.kind().equals("comment") ? at.text() : CodeText.of(at);
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
}
