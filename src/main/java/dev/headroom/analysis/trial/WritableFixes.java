package dev.headroom.analysis.trial;

import dev.headroom.analysis.finding.Finding;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The fixes that go into a commit made by GitHub, which makes all files of it plain ones: a fix is left out whole, in all
 * the files that it changes, where one of them is executable.
 *
 * @param executables the files for whose sake fixes were left out
 */
public record WritableFixes(FixPlan plan, Set<String> executables) {
    /** Bytes; base64 makes a third more of it, and nobody reviews a larger commit. */
    private static final long LARGEST_COMMIT = 8L << 20;

    public WritableFixes {
        executables = Set.copyOf(executables);
    }

    /**
     * Plans fixes.
     *
     * @param planning plans the fixes of the findings that it is given a test of
     * @param executable finds those of some paths that are executable; is not asked about none
     */
    public static WritableFixes planned(
            Function<Predicate<Finding>, FixPlan> planning, UnaryOperator<Set<String>> executable) {
        FixPlan plan = planning.apply(_ -> true);
        Set<String> paths =
                plan.changes().stream().map(FixPlan.Change::path).collect(Collectors.toCollection(HashSet::new));
        Set<String> executables = paths.isEmpty() ? Set.of() : executable.apply(paths);
        return executables.isEmpty()
                ? new WritableFixes(plan, Set.of())
                : new WritableFixes(planning.apply(finding -> leavesAlone(finding, executables)), executables);
    }

    private static boolean leavesAlone(Finding finding, Set<String> paths) {
        return finding.fix().stream()
                .flatMap(fix -> fix.edits().stream())
                .noneMatch(edit -> paths.contains(edit.path()));
    }

    /** Whether they are too many for one commit. */
    public boolean tooLarge() {
        return plan.changes().stream()
                        .mapToLong(change -> change.after().length)
                        .sum()
                > LARGEST_COMMIT;
    }
}
