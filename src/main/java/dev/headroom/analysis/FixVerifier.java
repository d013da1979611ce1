package dev.headroom.analysis;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.fix.Fix;
import dev.headroom.fix.FixApplier;
import dev.headroom.fix.TextEdit;
import dev.headroom.golang.GoFile;
import dev.headroom.golang.GoParser;
import dev.headroom.golang.ParseRefusedException;
import dev.headroom.golang.ParsedFiles;
import dev.headroom.golang.Program;
import dev.headroom.golang.SourceFile;
import dev.headroom.golang.Workspace;
import dev.headroom.rule.Rule;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A trial of fixes in memory: a fix holds if the file still parses and its rule has one report less to make there.
 *
 * <p>Each trial analyses the finding's service with the finding's rule anew, so ask only for the fixes that will be shown.
 * Not for use by several threads at once.
 */
public final class FixVerifier {
    private final Analyzer analyzer;
    private final Map<String, SourceFile> files = new TreeMap<>();
    private final RepositoryConfig config;
    private final ParsedFiles parsed;
    private final Map<String, Map<String, Long>> before = new HashMap<>();
    private @Nullable Map<String, Set<String>> pathsByService;

    /** A verifier for the findings that the analyzer made of these files with this configuration. */
    public FixVerifier(Analyzer analyzer, Collection<SourceFile> files, RepositoryConfig config) {
        this(analyzer, files, config, new ParsedFiles());
    }

    /**
     * A verifier that saves parsing.
     *
     * @param parsed as given to the analyzer
     */
    public FixVerifier(Analyzer analyzer, Collection<SourceFile> files, RepositoryConfig config, ParsedFiles parsed) {
        this.analyzer = analyzer;
        files.forEach(file -> this.files.put(file.path(), file));
        this.config = config;
        this.parsed = parsed;
    }

    /** The finding, without its fix where that does not hold. */
    public Finding verified(Finding finding) {
        return finding.fix().isEmpty() || holds(finding, finding.fix().get()) ? finding : finding.withoutFix();
    }

    private boolean holds(Finding finding, Fix fix) {
        Map<String, SourceFile> changed = changed(fix);
        if (changed.isEmpty() || !changed.values().stream().allMatch(this::parsesAsBefore)) {
            return false;
        }
        String path = finding.place().path();
        long reports = before.computeIfAbsent(
                        finding.service() + "\0" + finding.rule(), key -> reports(finding, Map.of()))
                .getOrDefault(path, 0L);
        return reports(finding, changed).getOrDefault(path, 0L) < reports;
    }

    private Map<String, SourceFile> changed(Fix fix) {
        Map<String, List<TextEdit>> edits = fix.edits().stream().collect(Collectors.groupingBy(TextEdit::path));
        Map<String, SourceFile> changed = new HashMap<>();
        edits.forEach((path, each) -> {
            SourceFile file = files.get(path);
            if (file != null) {
                changed.put(path, new SourceFile(path, FixApplier.replace(file.content(), each)));
            }
        });
        return changed.size() == edits.size() ? changed : Map.of();
    }

    private boolean parsesAsBefore(SourceFile changed) {
        SourceFile original = files.get(changed.path());
        try (GoParser parser = new GoParser()) {
            return !parser.parse(changed.content()).broken()
                    || (original != null && parser.parse(original.content()).broken());
        } catch (ParseRefusedException e) {
            return false;
        }
    }

    /** How many reports the finding's rule makes in each file of the finding's service. */
    private Map<String, Long> reports(Finding finding, Map<String, SourceFile> changed) {
        Rule rule = analyzer.catalogue().rule(finding.rule()).orElse(null);
        if (rule == null) {
            return Map.of();
        }
        Set<String> paths = paths().getOrDefault(finding.service(), Set.of());
        List<SourceFile> part = new ArrayList<>();
        files.values().stream()
                .filter(file -> paths.contains(file.path()) || file.path().endsWith("go.mod"))
                .forEach(file -> part.add(changed.getOrDefault(file.path(), file)));
        return analyzer.only(rule).analyze(part, config, parsed).findings().stream()
                .filter(each -> each.rule().equals(rule.id()))
                .collect(Collectors.groupingBy(each -> each.place().path(), Collectors.counting()));
    }

    private Map<String, Set<String>> paths() {
        if (pathsByService == null) {
            Map<String, Set<String>> paths = new HashMap<>();
            for (Program program :
                    Workspace.of(files.values(), config.serviceRoots(), parsed).programs()) {
                paths.put(
                        program.name(),
                        program.files().stream().map(GoFile::path).collect(Collectors.toSet()));
            }
            pathsByService = paths;
        }
        return pathsByService;
    }
}
