package dev.headroom.analysis.trial;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.fix.Fix;
import dev.headroom.fix.FixBatch;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Plans the application of all fixes to a tree of files: as many as do not overlap in one round, each tried first, the
 * others in the next round, against the files as they are then.
 */
public final class FixPlanner {
    /** Fixes of one place wait for each other; more of them than this lie nowhere. */
    private static final int MOST_ROUNDS = 10;

    private final Analyzer analyzer;
    private final RepositoryConfig config;
    private final ParsedFiles parsed;

    /** @param parsed as given to the analyzer, which saves parsing */
    public FixPlanner(Analyzer analyzer, RepositoryConfig config, ParsedFiles parsed) {
        this.analyzer = analyzer;
        this.config = config;
        this.parsed = parsed;
    }

    /**
     * Plans without writing anything.
     *
     * @param analysis what the analyzer said of the files
     * @param wanted the findings that are to be fixed, asked in every round
     */
    public FixPlan plan(Collection<SourceFile> files, Analysis analysis, Predicate<Finding> wanted) {
        Map<String, SourceFile> original = new TreeMap<>();
        files.forEach(file -> original.put(file.path(), file));
        Map<String, SourceFile> now = new LinkedHashMap<>(original);
        List<Finding> applied = new ArrayList<>();
        Set<Fix> refused = new HashSet<>();
        Analysis state = analysis;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            FixBatch batch = new FixBatch();
            List<Finding> turn = proposing(state, wanted)
                    .filter(finding -> finding.fix().orElseThrow().safe())
                    .filter(finding -> !refused.contains(finding.fix().orElseThrow()))
                    .filter(finding -> batch.add(finding.fix().orElseThrow()))
                    .toList();
            if (turn.isEmpty()) {
                break;
            }
            Set<Finding> holding = new FixVerifier(analyzer, now.values(), config, parsed, state).holding(turn);
            turn.stream()
                    .filter(finding -> !holding.contains(finding))
                    .forEach(finding -> refused.add(finding.fix().orElseThrow()));
            if (!holding.isEmpty()) {
                apply(holding, now);
                applied.addAll(holding);
                state = analyzer.analyze(now.values(), config, parsed);
            }
        }
        List<FixPlan.Left> left = proposing(state, wanted)
                .map(finding -> new FixPlan.Left(finding, reason(finding.fix().orElseThrow(), refused)))
                .toList();
        return new FixPlan(changes(original, now), applied, left, state);
    }

    private static Stream<Finding> proposing(Analysis analysis, Predicate<Finding> wanted) {
        return analysis.findings().stream()
                .filter(finding -> finding.fix().isPresent())
                .filter(wanted);
    }

    private static void apply(Collection<Finding> findings, Map<String, SourceFile> files) {
        FixBatch batch = new FixBatch();
        findings.forEach(finding -> batch.add(finding.fix().orElseThrow()));
        batch.apply(path -> files.get(path).content())
                .forEach((path, content) -> files.put(path, new SourceFile(path, content)));
    }

    private static FixPlan.Reason reason(Fix fix, Set<Fix> refused) {
        if (!fix.safe()) {
            return FixPlan.Reason.UNSAFE;
        }
        return refused.contains(fix) ? FixPlan.Reason.DOES_NOT_HOLD : FixPlan.Reason.NEXT_TIME;
    }

    private static List<FixPlan.Change> changes(Map<String, SourceFile> before, Map<String, SourceFile> after) {
        List<FixPlan.Change> changes = new ArrayList<>();
        before.forEach((path, file) -> {
            byte[] changed = after.get(path).content();
            if (!Arrays.equals(file.content(), changed)) {
                changes.add(new FixPlan.Change(path, file.content(), changed));
            }
        });
        return changes;
    }
}
