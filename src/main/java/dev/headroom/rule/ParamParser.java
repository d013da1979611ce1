package dev.headroom.rule;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the {@code params} of a rule. */
final class ParamParser {
    private ParamParser() {}

    static Map<String, Param> parse(YamlMap yaml) {
        Map<String, Param> params = new LinkedHashMap<>();
        for (String name : yaml.keys()) {
            yaml.map(name).flatMap(value -> param(name, value)).ifPresent(param -> params.put(name, param));
        }
        return params;
    }

    private static Optional<Param> param(String name, YamlMap yaml) {
        yaml.only(RuleShapes.PARAM);
        if (!name.matches("[a-z][a-z0-9_]*")) {
            yaml.problem(yaml, "The parameter \"" + name + "\" must be named in lower-case letters, digits and _.");
        }
        String word = yaml.required("type");
        List<String> words = Stream.of(ParamType.values()).map(ParamType::word).toList();
        if (!words.contains(word)) {
            if (!word.isBlank()) {
                yaml.problem(
                        yaml.value("type").orElse(yaml),
                        "The type \"" + word + "\" is none of " + String.join(", ", words)
                                + NearestName.hint(word, words));
            }
            return Optional.empty();
        }
        ParamType type = ParamType.valueOf(word.toUpperCase(Locale.ROOT));
        String about = yaml.required("about");
        Optional<YamlValue> standard = yaml.value("default");
        if (standard.isEmpty()) {
            yaml.problem(yaml, "The key \"" + yaml.path() + ".default\" is missing.");
            return Optional.empty();
        }
        Optional<Object> min = bound(yaml, "min", type);
        Optional<Object> max = bound(yaml, "max", type);
        Param bare = new Param(name, type, "", min, max, about);
        return value(bare, standard.get(), yaml).map(read -> new Param(name, type, read, min, max, about));
    }

    private static Optional<Object> bound(YamlMap yaml, String key, ParamType type) {
        Optional<YamlValue.Scalar> written = yaml.scalar(key);
        if (written.isEmpty()) {
            return Optional.empty();
        }
        boolean ordered = type == ParamType.INT || type == ParamType.SIZE || type == ParamType.DURATION;
        Optional<Object> bound = ordered ? type.read(written.get().text()) : Optional.empty();
        if (bound.isEmpty()) {
            yaml.problem(
                    written.get(),
                    ordered
                            ? "\"" + written.get().path() + "\" must be " + type.description() + "."
                            : "\"" + written.get().path() + "\" makes no sense for the type " + type.word() + ".");
        }
        return bound;
    }

    /** Reads the value of a parameter; what is wrong with it becomes a problem of the map. */
    static Optional<Object> value(Param param, YamlValue value, YamlMap yaml) {
        Object raw = switch (value) {
            case YamlValue.Scalar scalar -> scalar.text();
            case YamlValue.Sequence sequence ->
                sequence.values().stream()
                        .map(each -> each instanceof YamlValue.Scalar scalar ? scalar.text() : "")
                        .toList();
            case YamlMap map -> map.keys();
        };
        try {
            return Optional.of(param.read(raw));
        } catch (IllegalArgumentException e) {
            yaml.problem(value, "The parameter " + e.getMessage());
            return Optional.empty();
        }
    }
}
