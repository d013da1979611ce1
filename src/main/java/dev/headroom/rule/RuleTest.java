package dev.headroom.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A case that a rule brings along to prove itself.
 *
 * @param go Go without package clause and imports, or several files parted by lines such as {@code -- main.go --};
 *     {@code // want "regexp"} marks a line that must be reported
 * @param suggests the lines that the first suggestion puts in the place of others
 * @param fixed the files after all fixes, in the form of {@code go}, without the marks
 * @param params values that differ from the standard ones
 * @param version the {@code go} line of the module
 * @param hotPaths the functions that are hot, as the configuration of a repository names them
 * @param line of the rule's file, 1-based
 */
public record RuleTest(
        String name,
        String go,
        Optional<String> suggests,
        Optional<String> fixed,
        Map<String, Object> params,
        Optional<String> version,
        List<String> hotPaths,
        int line) {
    public RuleTest {
        params = Map.copyOf(params);
        hotPaths = List.copyOf(hotPaths);
    }
}
