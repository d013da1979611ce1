package dev.headroom.rule;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A mapping of a YAML file, read strictly: what is wrong becomes a {@link Problem}, and reading goes on. */
public final class YamlMap implements YamlValue {
    private final int line;
    private final String path;
    private final Map<String, YamlValue> values;
    private final YamlReader reader;

    YamlMap(int line, String path, Map<String, YamlValue> values, YamlReader reader) {
        this.line = line;
        this.path = path;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        this.reader = reader;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public String path() {
        return path;
    }

    /** The keys in the order written. */
    public Set<String> keys() {
        return values.keySet();
    }

    /** Reports every key that the format does not have. */
    public void only(Shape shape) {
        List<String> names = shape.keys().stream().map(Shape.Key::name).toList();
        values.forEach((key, value) -> {
            if (!names.contains(key)) {
                reader.problem(value, "Unknown key \"" + value.path() + "\"" + NearestName.hint(key, names));
            }
        });
    }

    public Optional<YamlValue> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** The text of a key; empty where the key is missing, and with a problem where it holds something else. */
    public Optional<YamlValue.Scalar> scalar(String key) {
        return value(key).flatMap(value -> {
            if (value instanceof YamlValue.Scalar scalar) {
                return Optional.of(scalar);
            }
            reader.problem(value, "\"" + value.path() + "\" must be a text.");
            return Optional.empty();
        });
    }

    /** The text of a key that may be missing. */
    public Optional<String> text(String key) {
        return scalar(key).map(YamlValue.Scalar::text);
    }

    /** The text of a key that must be there and not be blank; empty, with a problem, where it is not. */
    public String required(String key) {
        Optional<YamlValue> value = value(key);
        if (value.isEmpty()) {
            reader.problem(this, "The key \"" + child(key) + "\" is missing.");
            return "";
        }
        String text = text(key).orElse("");
        if (text.isBlank() && value.get() instanceof YamlValue.Scalar) {
            reader.problem(value.get(), "\"" + child(key) + "\" must not be empty.");
        }
        return text;
    }

    /** A truth value; the default where the key is missing or wrong. */
    public boolean flag(String key, boolean otherwise) {
        Optional<YamlValue.Scalar> value = scalar(key);
        if (value.isEmpty()) {
            return otherwise;
        }
        return switch (value.get().text()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                reader.problem(value.get(), "\"" + value.get().path() + "\" must be true or false.");
                yield otherwise;
            }
        };
    }

    public Optional<YamlMap> map(String key) {
        return value(key).flatMap(this::asMap);
    }

    /** The maps of a list of maps. */
    public List<YamlMap> maps(String key) {
        List<YamlMap> maps = new ArrayList<>();
        list(key).forEach(value -> asMap(value).ifPresent(maps::add));
        return maps;
    }

    /** The values of a list; empty where the key is missing. */
    public List<YamlValue> list(String key) {
        Optional<YamlValue> value = value(key);
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof YamlValue.Sequence sequence) {
            return sequence.values();
        }
        reader.problem(value.get(), "\"" + value.get().path() + "\" must be a list.");
        return List.of();
    }

    /** The texts of a list of texts, or of one text alone. */
    public List<YamlValue.Scalar> scalars(String key) {
        if (value(key).orElse(null) instanceof YamlValue.Scalar single) {
            return List.of(single);
        }
        List<YamlValue.Scalar> scalars = new ArrayList<>();
        for (YamlValue value : list(key)) {
            if (value instanceof YamlValue.Scalar scalar) {
                scalars.add(scalar);
            } else {
                reader.problem(value, "\"" + value.path() + "\" must be a text.");
            }
        }
        return scalars;
    }

    /** A map of texts, in the order written. */
    public Map<String, String> texts(String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        map(key).ifPresent(map -> map.keys().forEach(name -> map.text(name).ifPresent(text -> texts.put(name, text))));
        return texts;
    }

    /** Adds a problem at a value of this file. */
    public void problem(YamlValue at, String sentence) {
        reader.problem(at, sentence);
    }

    /** The same mapping, found at another line. */
    YamlMap at(int otherLine) {
        return new YamlMap(otherLine, path, values, reader);
    }

    private Optional<YamlMap> asMap(YamlValue value) {
        if (value instanceof YamlMap map) {
            return Optional.of(map);
        }
        reader.problem(value, "\"" + value.path() + "\" must be a mapping of keys to values.");
        return Optional.empty();
    }

    private String child(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }
}
