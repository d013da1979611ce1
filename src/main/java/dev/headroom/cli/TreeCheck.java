package dev.headroom.cli;

import dev.headroom.analysis.Analysis;
import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.Finding;
import dev.headroom.analysis.FixPlan;
import dev.headroom.analysis.FixPlanner;
import dev.headroom.analysis.FixVerifier;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Severity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One check of a tree of files: what is found, and what can be done about it. Each file is parsed once. */
final class TreeCheck {
    private final Analyzer analyzer;
    private final RepositoryConfig config;
    private final Severity least;
    private final ParsedFiles parsed = new ParsedFiles();

    /** @param least findings below it are neither told nor fixed */
    TreeCheck(Analyzer analyzer, RepositoryConfig config, Severity least) {
        this.analyzer = analyzer;
        this.config = config;
        this.least = least;
    }

    Severity least() {
        return least;
    }

    Analysis analysis(Collection<SourceFile> files) {
        return analyzer.analyze(files, config, parsed);
    }

    /** The analysis of the files with those fixes taken out that would be shown and do not hold. */
    Analysis tried(Collection<SourceFile> files, Analysis analysis) {
        List<Finding> shown = analysis.findings().stream()
                .filter(finding -> told(finding) && finding.fix().isPresent())
                .toList();
        return new FixVerifier(analyzer, files, config, parsed, analysis).verified(analysis, shown);
    }

    FixPlan fixes(Collection<SourceFile> files, Analysis analysis) {
        return new FixPlanner(analyzer, config, parsed).plan(files, analysis, this::told);
    }

    private boolean told(Finding finding) {
        return finding.severity().compareTo(least) >= 0;
    }

    /** The files as the plan makes them. */
    static Map<String, SourceFile> after(Map<String, SourceFile> files, FixPlan plan) {
        Map<String, SourceFile> after = new TreeMap<>(files);
        plan.changes().forEach(change -> after.put(change.path(), new SourceFile(change.path(), change.after())));
        return after;
    }
}
