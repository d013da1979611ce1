package dev.headroom.analysis.run;

import dev.headroom.analysis.finding.Place;

/**
 * A comment that silences a rule: {@code //headroom:ignore rule-id reason}.
 *
 * @param symbol the declaration around it; empty at package level
 * @param text all of the comment
 * @param rule the id as written; empty where there is none
 * @param reason empty where there is none
 * @param firstLine 1-based, of the code it is about
 * @param lastLine 1-based
 * @param spaced whether there is a space behind the slashes, which makes it an ordinary comment
 */
public record Suppression(
        Place place,
        String symbol,
        String text,
        String rule,
        String reason,
        int firstLine,
        int lastLine,
        boolean spaced) {

    boolean covers(String ruleId, int line) {
        return rule.equals(ruleId) && !reason.isEmpty() && !spaced && firstLine <= line && line <= lastLine;
    }
}
