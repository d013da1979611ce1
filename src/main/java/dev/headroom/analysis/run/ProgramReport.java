package dev.headroom.analysis.run;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the rules say of one program, free of its syntax trees: small, and true for as long as nothing changes that the
 * program consists of.
 *
 * @param rules in the order in which they ran
 * @param suppressions by file, in order of paths; files without any are left out
 * @param refused the files that the parser declined, by path, with the reason as half a sentence
 */
public record ProgramReport(
        List<RuleReport> rules, Map<String, List<Suppression>> suppressions, Map<String, String> refused) {

    /**
     * What one rule says.
     *
     * @param failed whether its check broke off, so that nothing is known
     * @param clean whether it looked at a place and found it right
     */
    public record RuleReport(
            String rule, boolean failed, boolean clean, List<Report> reports, List<UndecidedPlace> undecided) {

        /** How many places it could not decide; one where it failed. */
        public int undecidedPlaces() {
            return failed ? 1 : undecided.size();
        }

        /** Whether it could not decide a place that a suppression is about. */
        public boolean undecidedIn(String path, Suppression suppression) {
            return failed
                    || undecided.stream()
                            .anyMatch(place -> place.path().equals(path)
                                    && suppression.firstLine() <= place.endLine()
                                    && place.startLine() <= suppression.lastLine());
        }

        /** What the rule says of the program, where some of its reports are accepted as they are. */
        public Verdict verdict(boolean anyStands) {
            if (anyStands) {
                return Verdict.MISSING;
            }
            if (failed || !undecided.isEmpty()) {
                return Verdict.UNKNOWN;
            }
            return !clean && reports.isEmpty() ? Verdict.NOT_APPLICABLE : Verdict.OK;
        }
    }

    /**
     * A finding that is not yet told apart from others like it.
     *
     * @param identity what its fingerprint is taken of, but for the ordinal
     */
    public record Report(Finding finding, String identity) {}

    /** A place that a rule could not decide, by 1-based lines. */
    public record UndecidedPlace(String path, int startLine, int endLine) {}

    /** The rules that failed. */
    public List<String> failed() {
        List<String> failed = new ArrayList<>();
        rules.stream().filter(RuleReport::failed).forEach(each -> failed.add(each.rule()));
        return failed;
    }
}
