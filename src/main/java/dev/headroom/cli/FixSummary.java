package dev.headroom.cli;

import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.text.Words;
import java.util.stream.Collectors;

/** The line that tells what became of all fixes. */
final class FixSummary {
    private FixSummary() {}

    /**
     * Such as {@code 12 fixes applied in 8 files, 3 left: 2 for a person to decide, 1 did not hold when tried}.
     *
     * @param verb {@code applied}, or {@code possible} where nothing is written
     */
    static String of(FixPlan plan, String verb) {
        int applied = plan.applied().size();
        String done = applied == 0
                ? "no fixes " + verb
                : "%d fix%s %s in %s"
                        .formatted(
                                applied,
                                applied == 1 ? "" : "es",
                                verb,
                                Words.counted(plan.changes().size(), "file"));
        if (plan.left().isEmpty()) {
            return done;
        }
        return done + ", " + plan.left().size() + " left: "
                + plan.leftByReason().entrySet().stream()
                        .map(each -> each.getValue() + " " + each.getKey().words())
                        .collect(Collectors.joining(", "));
    }
}
