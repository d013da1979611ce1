package dev.headroom.text;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.rule.Severity;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How many findings there are of each severity. */
public record Counts(int blockers, int warnings, int hints) {

    public static Counts of(Collection<Finding> findings) {
        Map<Severity, Integer> counts = new EnumMap<>(Severity.class);
        findings.forEach(finding -> counts.merge(finding.severity(), 1, Integer::sum));
        return new Counts(
                counts.getOrDefault(Severity.BLOCKER, 0),
                counts.getOrDefault(Severity.WARNING, 0),
                counts.getOrDefault(Severity.HINT, 0));
    }

    public int total() {
        return blockers + warnings + hints;
    }

    /** {@code 2 blockers and 1 warning}; hints only where there is nothing else. */
    public String words() {
        List<String> parts = Stream.of(Words.counted(blockers, "blocker"), Words.counted(warnings, "warning"))
                .filter(part -> !part.startsWith("0 "))
                .toList();
        return parts.isEmpty() ? Words.counted(hints, "hint") : String.join(" and ", parts);
    }

    /** {@code 2 blockers, 1 warning and 3 hints} */
    public String allWords() {
        List<String> parts = Stream.of(
                        Words.counted(blockers, "blocker"),
                        Words.counted(warnings, "warning"),
                        Words.counted(hints, "hint"))
                .filter(part -> !part.startsWith("0 "))
                .toList();
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    /** By service, in order of names. */
    public static Map<String, Counts> byService(Collection<Finding> findings) {
        return findings.stream()
                .collect(Collectors.groupingBy(
                        Finding::service, TreeMap::new, Collectors.collectingAndThen(Collectors.toList(), Counts::of)));
    }
}
