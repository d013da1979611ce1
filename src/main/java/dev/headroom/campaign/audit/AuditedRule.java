package dev.headroom.campaign.audit;

import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import java.util.List;
import java.util.Optional;

/**
 * A rule of an audit.
 *
 * @param severity as the repository wants it
 * @param title a few words without a full stop
 * @param impact what the fault causes, one or two sentences
 * @param templates the code that corrects it, with the repository's settings
 */
public record AuditedRule(
        String id,
        Severity severity,
        Scope scope,
        String title,
        String impact,
        Optional<String> docs,
        List<Template> templates) {
    public AuditedRule {
        templates = List.copyOf(templates);
    }

    /** Code that corrects a fault; names in it are to be replaced. */
    public record Template(String title, String code) {}

    public boolean is(Severity wanted, Scope of) {
        return severity == wanted && scope == of;
    }
}
