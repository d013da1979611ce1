package dev.headroom.page;

import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The rules of a catalogue for readers, each explained when it is asked for the first time. */
public final class RuleShelf {
    private final Supplier<RuleCatalogue> catalogue;
    private final Function<Rule, RuleSheet> explaining;
    private final Map<String, RuleSheet> sheets = new ConcurrentHashMap<>();

    /** @param catalogue is asked whenever somebody reads */
    public RuleShelf(Supplier<RuleCatalogue> catalogue, Function<Rule, RuleSheet> explaining) {
        this.catalogue = catalogue;
        this.explaining = explaining;
    }

    /** A rule in a list. */
    public record Entry(String id, Severity severity, String title) {}

    /** The rules by topic, the severest first. */
    public Map<String, List<Entry>> topics() {
        return catalogue.get().rules().stream()
                .sorted(Comparator.comparing(Rule::severity).reversed().thenComparing(Rule::id))
                .collect(Collectors.groupingBy(
                        Rule::topic,
                        TreeMap::new,
                        Collectors.mapping(
                                rule -> new Entry(
                                        rule.id(),
                                        rule.severity(),
                                        rule.text().title().toString()),
                                Collectors.toList())));
    }

    /** A rule explained; empty where there is none of this id. */
    public Optional<RuleSheet> sheet(String id) {
        return catalogue.get().rule(id).map(rule -> sheets.computeIfAbsent(id, known -> explaining.apply(rule)));
    }
}
