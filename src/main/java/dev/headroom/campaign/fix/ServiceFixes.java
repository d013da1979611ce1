package dev.headroom.campaign.fix;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Sha256;
import dev.headroom.analysis.trial.WritableFixes;
import dev.headroom.campaign.audit.AuditedTree;
import dev.headroom.fix.TextEdit;
import dev.headroom.golang.syntax.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The safe fixes of one service at the audited commit: of all rules, or of some. */
final class ServiceFixes {
    private final AuditedTree tree;
    private final String service;
    private final Set<String> rules;
    private final List<Finding> fixable;

    ServiceFixes(AuditedTree tree, String service, Set<String> rules) {
        this.tree = tree;
        this.service = service;
        this.rules = rules;
        this.fixable = tree.analysis().findings().stream()
                .filter(this::meant)
                .filter(finding ->
                        finding.fix().isPresent() && finding.fix().get().safe())
                .toList();
    }

    private boolean meant(Finding finding) {
        return finding.service().equals(service) && (rules.isEmpty() || rules.contains(finding.rule()));
    }

    String service() {
        return service;
    }

    /** Whether there is nothing to try. */
    boolean none() {
        return fixable.isEmpty();
    }

    /** What the fixes depend on, in 64 digits: as long as it is the same, so is the commit that they make. */
    String inputs() {
        Set<String> paths = fixable.stream()
                .flatMap(finding -> finding.fix().orElseThrow().edits().stream())
                .map(TextEdit::path)
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, SourceFile> files = tree.files().stream()
                .filter(file -> paths.contains(file.path()))
                .collect(Collectors.toMap(SourceFile::path, Function.identity()));
        StringBuilder inputs = new StringBuilder();
        paths.forEach(path -> inputs.append(path)
                .append(' ')
                .append(Sha256.hex(files.get(path).content()))
                .append('\n'));
        fixable.stream()
                .map(finding -> finding.rule()
                        + ' '
                        + finding.fingerprint().value()
                        + ' '
                        + finding.fix().orElseThrow().title()
                        + '\n')
                .sorted()
                .forEach(inputs::append);
        return Sha256.hex(inputs.toString());
    }

    /** Tries them. */
    WritableFixes planned(UnaryOperator<Set<String>> executable) {
        return WritableFixes.planned(
                writable -> tree.rules()
                        .fixes(
                                tree.analysis(),
                                finding -> meant(finding) && writable.test(finding),
                                tree.files(),
                                tree.config()),
                executable);
    }
}
