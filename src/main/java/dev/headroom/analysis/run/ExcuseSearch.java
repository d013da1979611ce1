package dev.headroom.analysis.run;

import dev.headroom.golang.Program;
import dev.headroom.golang.pattern.Effort;
import dev.headroom.golang.pattern.Match;
import dev.headroom.golang.pattern.Pattern;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.rule.Find;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A search for code that makes a match right, which remembers what it found in whole files. */
final class ExcuseSearch {
    private final Program program;
    private final PatternBudget budget;
    private final Map<Pattern, Map<GoFile, Boolean>> remembered = new HashMap<>();

    ExcuseSearch(Program program, PatternBudget budget) {
        this.program = program;
        this.budget = budget;
    }

    /** @param effort what may be spent on looking around the match; whole files have their own, since each is read once */
    boolean found(Find.Unless unless, Match match, GoFile file, Effort effort) {
        return unless.any().stream().anyMatch(pattern -> switch (unless.in()) {
            case MATCH ->
                match.nodes().stream()
                        .anyMatch(node -> !pattern.in(node, file, match.bindings(), effort)
                                .isEmpty());
            case FUNCTION -> around(pattern, match, file, effort);
            case FILE -> anywhere(pattern, List.of(file));
            case PACKAGE -> anywhere(pattern, packageOf(file));
            case SERVICE -> anywhere(pattern, program.files());
        });
    }

    /** The whole declaration counts, code ahead of the match as well. */
    private static boolean around(Pattern pattern, Match match, GoFile file, Effort effort) {
        Node function = Enclosing.declaration(match.node());
        return !pattern.in(function, file, match.bindings(), effort).isEmpty();
    }

    private boolean anywhere(Pattern pattern, List<GoFile> files) {
        Map<GoFile, Boolean> known = remembered.computeIfAbsent(pattern, key -> new HashMap<>());
        return files.stream()
                .anyMatch(file -> known.computeIfAbsent(
                        file,
                        key -> !pattern.in(key.root(), key, Map.of(), budget.file(key))
                                .isEmpty()));
    }

    private List<GoFile> packageOf(GoFile file) {
        return program.packages().stream()
                .map(GoPackage::files)
                .filter(files -> files.contains(file))
                .findFirst()
                .orElse(List.of(file));
    }
}
