package dev.headroom.campaign.audit;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.fix.Fix;
import dev.headroom.rule.Severity;
import java.util.Optional;

/**
 * A place of a service that a rule reports.
 *
 * @param rule the rule's id
 * @param path relative to the repository's root
 * @param startLine 1-based
 * @param endLine 1-based, the last line of the place
 * @param symbol the enclosing declaration; empty at package level
 * @param fix what can be done about it, an imperative sentence without a full stop
 * @param safe whether that fix may be applied without a person reading it first
 * @param wastedBytes what another order of a struct's fields would save of each value; 0 for other rules
 */
public record Site(
        String rule,
        Severity severity,
        String path,
        int startLine,
        int endLine,
        String symbol,
        String message,
        Optional<String> fix,
        boolean safe,
        long wastedBytes) {

    public static Site of(Finding finding) {
        return new Site(
                finding.rule(),
                finding.severity(),
                finding.place().path(),
                finding.place().startLine(),
                finding.place().endLine(),
                finding.symbol(),
                finding.message(),
                finding.fix().map(Fix::title),
                finding.fix().map(Fix::safe).orElse(false),
                wasted(finding));
    }

    private static long wasted(Finding finding) {
        return finding.properties().get("size") instanceof Number size
                        && finding.properties().get("optimal_size") instanceof Number optimal
                ? size.longValue() - optimal.longValue()
                : 0;
    }

    /** {@code path:line} */
    public String place() {
        return path + ":" + startLine;
    }
}
