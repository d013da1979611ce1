package dev.headroom.config;

import dev.headroom.rule.NearestName;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.YamlMap;
import dev.headroom.rule.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of values that a configuration holds, each with the sentence that a wrong one is answered with. */
final class ConfigValues {
    private static final int MAX_ITEMS = 200;
    private static final int MAX_GLOB = 300;

    private ConfigValues() {}

    static <E extends Enum<E>> Optional<E> word(YamlMap map, String key, Class<E> type) {
        return map.scalar(key).flatMap(scalar -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().toLowerCase(Locale.ROOT).equals(scalar.text())) {
                    return Optional.of(constant);
                }
            }
            List<String> words = Stream.of(type.getEnumConstants())
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList();
            map.problem(
                    scalar,
                    "\"" + scalar.path() + "\" must be one of " + String.join(", ", words)
                            + NearestName.hint(scalar.text(), words));
            return Optional.empty();
        });
    }

    /** A whole number between the two, both included. */
    static Optional<Integer> number(YamlMap map, String key, int min, int max) {
        return map.scalar(key).flatMap(scalar -> {
            if (scalar.text().matches("\\d{1,9}")) {
                int number = Integer.parseInt(scalar.text());
                if (min <= number && number <= max) {
                    return Optional.of(number);
                }
            }
            String range = max == Integer.MAX_VALUE ? " of at least " + min : " from " + min + " to " + max;
            map.problem(scalar, "\"" + scalar.path() + "\" must be a whole number" + range + ".");
            return Optional.empty();
        });
    }

    static List<String> globs(YamlMap map, String key) {
        List<String> globs = new ArrayList<>();
        for (YamlValue.Scalar scalar : texts(map, key)) {
            if (glob(map, scalar, scalar.text())) {
                globs.add(scalar.text());
            }
        }
        return globs;
    }

    static boolean glob(YamlMap map, YamlValue at, String glob) {
        boolean leavesTheRepository =
                glob.startsWith("/") || List.of(glob.split("/")).contains("..");
        if (glob.isBlank() || glob.length() > MAX_GLOB || leavesTheRepository || glob.contains("\\")) {
            map.problem(
                    at,
                    "\"" + at.path()
                            + "\" must be a path of the repository with * and ** for parts of it, separated by /.");
            return false;
        }
        return true;
    }

    /** A list of texts, of a length that nobody exceeds by hand. */
    static List<YamlValue.Scalar> texts(YamlMap map, String key) {
        List<YamlValue.Scalar> texts = map.scalars(key);
        if (texts.size() > MAX_ITEMS) {
            map.problem(texts.getFirst(), "\"" + key + "\" must have at most " + MAX_ITEMS + " items.");
            return List.of();
        }
        return texts;
    }

    /** The rule of an id, or a problem at the value. */
    static Optional<Rule> rule(YamlMap map, YamlValue at, String id, RuleCatalogue catalogue) {
        Optional<Rule> rule = catalogue.rule(id);
        if (rule.isEmpty()) {
            List<String> ids = catalogue.rules().stream().map(Rule::id).toList();
            map.problem(at, "There is no rule \"" + id + "\"" + NearestName.hint(id, ids));
        }
        return rule;
    }

    /** A value in the shape that parameters read. */
    static Object raw(YamlValue value) {
        return switch (value) {
            case YamlValue.Scalar scalar -> scalar.text();
            case YamlValue.Sequence sequence ->
                sequence.values().stream().map(ConfigValues::raw).toList();
            case YamlMap map -> "a mapping";
        };
    }
}
