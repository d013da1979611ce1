package dev.headroom.analysis.finding;

import dev.headroom.fix.Fix;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One report of a rule about one place of a service.
 *
 * @param rule the rule's id
 * @param service the service's name, as in {@link ServiceReport}
 * @param symbol the enclosing declaration, such as {@code Store.Open}; empty at package level
 * @param title a few words without a full stop
 * @param message one or two sentences, plain text
 * @param fingerprint the identity across commits: equal where line numbers alone differ
 * @param related further places, in the order a reader follows them
 * @param properties figures for machines, such as {@code size} and {@code optimal_size} in bytes
 * @param scope what its rule judges: the place, or the service as a whole, for which the place only stands
 * @param hot whether the place is in a function that takes much of the service's time
 */
public record Finding(
        String rule,
        Severity severity,
        String service,
        Place place,
        String symbol,
        String title,
        String message,
        Optional<Fix> fix,
        Fingerprint fingerprint,
        List<RelatedPlace> related,
        Map<String, Object> properties,
        Scope scope,
        boolean hot) {
    /** The gravest first, then by place. */
    public static final Comparator<Finding> GRAVEST_FIRST = Comparator.comparing(Finding::severity)
            .reversed()
            .thenComparing(finding -> finding.place().path())
            .thenComparingInt(finding -> finding.place().startByte())
            .thenComparing(Finding::rule)
            .thenComparing(Finding::service);

    public Finding {
        related = List.copyOf(related);
        properties = Map.copyOf(properties);
    }

    /** A finding about a place that is not in a hot function. */
    public Finding(
            String rule,
            Severity severity,
            String service,
            Place place,
            String symbol,
            String title,
            String message,
            Optional<Fix> fix,
            Fingerprint fingerprint,
            List<RelatedPlace> related,
            Map<String, Object> properties) {
        this(
                rule,
                severity,
                service,
                place,
                symbol,
                title,
                message,
                fix,
                fingerprint,
                related,
                properties,
                Scope.SITE,
                false);
    }

    /** Whether it is worth a reader's attention: a hint is so only where time is spent. */
    public boolean weighty() {
        return severity != Severity.HINT || hot;
    }

    /** The same finding with an identity. */
    public Finding identified(Fingerprint by) {
        return new Finding(
                rule, severity, service, place, symbol, title, message, fix, by, related, properties, scope, hot);
    }

    /** The same finding with nothing proposed. */
    public Finding withoutFix() {
        return new Finding(
                rule,
                severity,
                service,
                place,
                symbol,
                title,
                message,
                Optional.empty(),
                fingerprint,
                related,
                properties,
                scope,
                hot);
    }
}
