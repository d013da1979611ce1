package dev.headroom.analysis.trial;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.memory.TrialMemory;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.fix.FixBatch;
import dev.headroom.fix.TextEdit;
import dev.headroom.golang.ProgramOutline;
import dev.headroom.golang.Workspace;
import dev.headroom.golang.syntax.GoParser;
import dev.headroom.golang.syntax.ParseRefusedException;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A trial of fixes in memory: a fix holds if its files still parse, its rule has one report less to make there, and
 * nothing but hints is reported that was not before.
 *
 * <p>Fixes that do not overlap are tried together, since a trial analyses all services that contain the changed files
 * anew. Where something goes wrong, those that change the file in question are tried apart from the others, and in halves:
 * a program has many fixes, of which hardly one is wrong. What would take more trials than are worth it does not hold. Not
 * for use by several threads at once.
 */
public final class FixVerifier {
    /** Each is an analysis of whole programs; enough for some five wrong fixes in a program of hundreds. */
    private static final int MOST_ANALYSES = 60;

    private final Analyzer analyzer;
    private final Map<String, SourceFile> files = new TreeMap<>();
    private final RepositoryConfig config;
    private final ParsedFiles parsed;
    private final Analysis said;
    private final Map<Spot, Long> before;
    /** Whether a rule failed in a trial: what came of it may be otherwise the next time. */
    private boolean failed;

    private int analysesLeft;

    /** By each file, the files of the programs it is part of. */
    private @Nullable Map<String, List<Set<String>>> programs;

    /** What is counted: the reports of a rule in a file. */
    private record Spot(String rule, String path) {}

    /**
     * A verifier of the fixes of an analysis.
     *
     * @param before what the analyzer said of these files with this configuration
     * @param parsed as given to the analyzer, which saves parsing
     */
    public FixVerifier(
            Analyzer analyzer,
            Collection<SourceFile> files,
            RepositoryConfig config,
            ParsedFiles parsed,
            Analysis before) {
        this(analyzer, files, config, parsed, before, MOST_ANALYSES);
    }

    /** @param mostAnalyses how often the programs of fixes may be analysed in all */
    FixVerifier(
            Analyzer analyzer,
            Collection<SourceFile> files,
            RepositoryConfig config,
            ParsedFiles parsed,
            Analysis before,
            int mostAnalyses) {
        this.analyzer = analyzer;
        this.analysesLeft = mostAnalyses;
        files.forEach(file -> this.files.put(file.path(), file));
        this.config = config;
        this.parsed = parsed;
        this.said = before;
        this.before = counts(before);
    }

    /** The analysis with those of the fixes asked for taken out that do not hold. */
    public Analysis verified(Analysis analysis, Collection<Finding> asked) {
        Set<Finding> dropped = new HashSet<>(asked);
        dropped.removeAll(holding(asked));
        return analysis.replacing(finding -> dropped.contains(finding) ? finding.withoutFix() : finding);
    }

    /** Those of the findings whose fix holds. */
    public Set<Finding> holding(Collection<Finding> findings) {
        List<Finding> fixing =
                findings.stream().filter(finding -> finding.fix().isPresent()).toList();
        Optional<TrialMemory> memory = analyzer.trials();
        if (fixing.isEmpty() || memory.isEmpty()) {
            return tried(fixing);
        }
        String key = analyzer.trialKey(files.values(), config, said, fixing);
        return memory.get().find(key, fixing).orElseGet(() -> {
            failed = false;
            Set<Finding> holding = tried(fixing);
            if (!failed) {
                memory.get().keep(key, fixing, holding);
            }
            return holding;
        });
    }

    private Set<Finding> tried(List<Finding> fixing) {
        Set<Finding> holding = new LinkedHashSet<>();
        List<Finding> open = fixing;
        while (!open.isEmpty()) {
            FixBatch batch = new FixBatch();
            Map<Boolean, List<Finding>> fits = open.stream()
                    .collect(Collectors.partitioningBy(
                            finding -> batch.add(finding.fix().orElseThrow())));
            attempt(fits.get(true), holding);
            open = fits.get(false);
        }
        return holding;
    }

    /**
     * Fixes that may be the fault of what went wrong.
     *
     * @param near those of them that change a file in which it shows
     */
    private record Suspects(Set<Finding> all, Set<Finding> near) {}

    private void attempt(List<Finding> tried, Set<Finding> holding) {
        if (tried.isEmpty()) {
            return;
        }
        Map<String, SourceFile> changed = changed(tried);
        Set<Finding> breaking = concerned(tried, broken(changed, tried));
        if (!breaking.isEmpty() && breaking.size() < tried.size()) {
            attempt(
                    tried.stream()
                            .filter(finding -> !breaking.contains(finding))
                            .toList(),
                    holding);
            attempt(tried.stream().filter(breaking::contains).toList(), holding);
            return;
        }
        Suspects suspects = breaking.isEmpty() ? suspects(changed, tried) : new Suspects(breaking, breaking);
        tried.stream().filter(finding -> !suspects.all().contains(finding)).forEach(holding::add);
        List<Finding> again = tried.stream().filter(suspects.all()::contains).toList();
        if (tried.size() == 1 || again.isEmpty() || analysesLeft == 0) {
            return;
        }
        Map<Boolean, List<Finding>> parts =
                again.stream().collect(Collectors.partitioningBy(suspects.near()::contains));
        if (again.size() < tried.size()) {
            attempt(again, holding);
        } else if (parts.values().stream().noneMatch(List::isEmpty)) {
            attempt(parts.get(false), holding);
            attempt(parts.get(true), holding);
        } else {
            attempt(again.subList(0, again.size() / 2), holding);
            attempt(again.subList(again.size() / 2, again.size()), holding);
        }
    }

    /** The files as they are once the fixes are applied; one that is not there has no content. */
    private Map<String, SourceFile> changed(List<Finding> tried) {
        FixBatch batch = new FixBatch();
        tried.forEach(finding -> batch.add(finding.fix().orElseThrow()));
        Map<String, SourceFile> changed = new HashMap<>();
        batch.apply(path -> files.containsKey(path) ? files.get(path).content() : null)
                .forEach((path, content) -> changed.put(path, new SourceFile(path, content)));
        return changed;
    }

    /** Those whose fixes, which leave code that parses, may have gone wrong; all, where that is not tried any more. */
    private Suspects suspects(Map<String, SourceFile> changed, List<Finding> tried) {
        if (analysesLeft == 0) {
            return new Suspects(Set.copyOf(tried), Set.of());
        }
        analysesLeft--;
        Set<String> wrong = wrongAfter(changed, tried);
        Set<String> around = new HashSet<>();
        for (String path : wrong) {
            if (!around.contains(path)) {
                around.addAll(neighbours(path));
            }
        }
        return new Suspects(concerned(tried, around), concerned(tried, wrong));
    }

    private static Set<Finding> concerned(List<Finding> tried, Set<String> paths) {
        return tried.stream()
                .filter(finding -> touches(finding, paths)
                        || paths.contains(finding.place().path()))
                .collect(Collectors.toSet());
    }

    private static boolean touches(Finding finding, Set<String> paths) {
        return finding.fix().orElseThrow().edits().stream().anyMatch(edit -> paths.contains(edit.path()));
    }

    /** The files that fixes change and that do not parse any more, or are not there. */
    private Set<String> broken(Map<String, SourceFile> changed, List<Finding> tried) {
        Set<String> broken = tried.stream()
                .flatMap(finding -> finding.fix().orElseThrow().edits().stream())
                .map(TextEdit::path)
                .collect(Collectors.toCollection(HashSet::new));
        try (GoParser parser = new GoParser()) {
            changed.values().parallelStream()
                    .filter(file -> parsesAsBefore(file, parser))
                    .map(SourceFile::path)
                    .toList()
                    .forEach(broken::remove);
        }
        return broken;
    }

    private boolean parsesAsBefore(SourceFile changed, GoParser parser) {
        SourceFile original = files.get(changed.path());
        try {
            return !parser.parse(changed.content()).broken()
                    || (original != null && parser.parse(original.content()).broken());
        } catch (ParseRefusedException e) {
            return false;
        }
    }

    /** The files with more reports than there may be once the fixes are applied. */
    private Set<String> wrongAfter(Map<String, SourceFile> changed, List<Finding> tried) {
        Set<String> part = new HashSet<>();
        Set<String> concerned = new HashSet<>(changed.keySet());
        tried.forEach(finding -> concerned.add(finding.place().path()));
        for (String path : concerned) {
            if (!part.contains(path) || programsOf(path) > 1) {
                part.addAll(neighbours(path));
            }
        }
        List<SourceFile> sources = new ArrayList<>();
        for (SourceFile file : files.values()) {
            if (part.contains(file.path()) || !file.path().endsWith(".go")) {
                sources.add(changed.getOrDefault(file.path(), file));
            }
        }
        Map<Spot, Long> allowed = new HashMap<>(before);
        tried.forEach(finding -> allowed.merge(spot(finding), -1L, Long::sum));
        Set<Spot> asked = tried.stream().map(FixVerifier::spot).collect(Collectors.toSet());
        Set<String> fixing = asked.stream().map(Spot::rule).collect(Collectors.toSet());
        Analysis after = analyzer.withoutHintsBut(fixing).analyze(sources, config, parsed);
        failed |= !said.skipped().containsAll(after.skipped());
        Map<Spot, Long> counts = counts(after);
        Set<Spot> grave = after.findings().stream()
                .filter(finding -> finding.severity() != Severity.HINT)
                .filter(finding -> analyzer.catalogue().rule(finding.rule()).isPresent())
                .map(FixVerifier::spot)
                .collect(Collectors.toSet());
        return counts.entrySet().stream()
                .filter(count -> asked.contains(count.getKey()) || grave.contains(count.getKey()))
                .filter(count -> count.getValue() > allowed.getOrDefault(count.getKey(), 0L))
                .map(count -> count.getKey().path())
                .collect(Collectors.toSet());
    }

    private int programsOf(String path) {
        return programs().getOrDefault(path, List.of()).size();
    }

    private static Map<Spot, Long> counts(Analysis analysis) {
        return analysis.findings().stream().collect(Collectors.groupingBy(FixVerifier::spot, Collectors.counting()));
    }

    private static Spot spot(Finding finding) {
        return new Spot(finding.rule(), finding.place().path());
    }

    /** All files of the programs that a file is part of. */
    private Set<String> neighbours(String path) {
        return programs().getOrDefault(path, List.of(Set.of(path))).stream()
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private Map<String, List<Set<String>>> programs() {
        if (programs == null) {
            Map<String, List<Set<String>>> found = new HashMap<>();
            for (ProgramOutline program :
                    Workspace.of(files.values(), config.serviceRoots(), parsed).outlines()) {
                Set<String> paths =
                        program.files().map(ProgramOutline.File::path).collect(Collectors.toSet());
                paths.forEach(each ->
                        found.computeIfAbsent(each, key -> new ArrayList<>()).add(paths));
            }
            programs = found;
        }
        return programs;
    }
}
