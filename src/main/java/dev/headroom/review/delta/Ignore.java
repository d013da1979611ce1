package dev.headroom.review.delta;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import java.time.Instant;

/**
 * Somebody's word that findings of a pull request are to be left as they are. It ends with the pull request.
 *
 * @param author the login of who said it
 * @param reason why; plain text, never blank
 */
public record Ignore(Target target, String author, String reason, Instant since) {

    /** What is ignored. */
    public sealed interface Target {

        /** Everything that a rule finds. */
        record OfRule(String rule) implements Target {}

        /** One finding, wherever a later push moves it. */
        record OfFinding(Fingerprint fingerprint) implements Target {}
    }

    /** Whether it is about this finding. */
    public boolean covers(Finding finding) {
        return switch (target) {
            case Target.OfRule(String rule) -> rule.equals(finding.rule());
            case Target.OfFinding(Fingerprint fingerprint) -> fingerprint.equals(finding.fingerprint());
        };
    }
}
