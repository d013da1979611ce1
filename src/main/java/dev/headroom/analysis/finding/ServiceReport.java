package dev.headroom.analysis.finding;

import java.util.List;
import java.util.Map;

/**
 * All that the rules say of one service (or of a library's packages, analysed as one unit).
 *
 * @param service the name people use, unique in the analysis: the folder below the roots, or the main package's folder
 * @param root the service's folder, relative to the repository's root; empty for the root itself
 * @param library whether it is no service but packages that none imports
 * @param verdicts by rule id, one for each rule that ran
 * @param findings in order of path and offset
 * @param undecided by rule id, how many places a rule could not decide
 */
public record ServiceReport(
        String service,
        String root,
        boolean library,
        Map<String, Verdict> verdicts,
        List<Finding> findings,
        List<SuppressedFinding> suppressed,
        Map<String, Integer> undecided) {
    public ServiceReport {
        verdicts = Map.copyOf(verdicts);
        findings = List.copyOf(findings);
        suppressed = List.copyOf(suppressed);
        undecided = Map.copyOf(undecided);
    }

    /** The report of a service. */
    public ServiceReport(
            String service,
            String root,
            Map<String, Verdict> verdicts,
            List<Finding> findings,
            List<SuppressedFinding> suppressed,
            Map<String, Integer> undecided) {
        this(service, root, false, verdicts, findings, suppressed, undecided);
    }
}
