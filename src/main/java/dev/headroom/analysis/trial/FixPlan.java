package dev.headroom.analysis.trial;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All fixes of a tree of files that hold and may be applied unasked, and the files as they make them. Nothing is written.
 *
 * @param changes the files that differ, in order of their paths
 * @param applied the findings whose fixes went in, each as it was when its turn came
 * @param left the findings that have a fix which did not go in, as they are in the end
 * @param after the analysis of the files in the end
 */
public record FixPlan(List<Change> changes, List<Finding> applied, List<Left> left, Analysis after) {
    public FixPlan {
        changes = List.copyOf(changes);
        applied = List.copyOf(applied);
        left = List.copyOf(left);
    }

    /** A file before and after. */
    public record Change(String path, byte[] before, byte[] after) {}

    /** A finding whose fix did not go in. */
    public record Left(Finding finding, Reason reason) {}

    /** Why a fix is left alone. */
    public enum Reason {
        /** Its rule says that a person has to look at it first. */
        UNSAFE("for a person to decide"),
        /** In the trial the code did not parse, or the rule or another one still had something to report. */
        DOES_NOT_HOLD("did not hold when tried"),
        /** The number of rounds was used up. */
        NEXT_TIME("overlapping others, for another run");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** Half a sentence behind a number of fixes. */
        public String words() {
            return words;
        }
    }

    /** How many fixes were left, by reason. */
    public Map<Reason, Long> leftByReason() {
        Map<Reason, Long> counts = new TreeMap<>();
        left.forEach(each -> counts.merge(each.reason(), 1L, Long::sum));
        return counts;
    }
}
