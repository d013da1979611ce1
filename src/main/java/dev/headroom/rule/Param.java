package dev.headroom.rule;

import java.time.Duration;
import java.util.Optional;

/**
 * A setting of a rule that a repository may change.
 *
 * @param standard the value in force where nobody changes it, of the Java type that {@link ParamType} names
 * @param min the least value, of a number, size or duration
 * @param max the greatest
 * @param about half a sentence: {@code connections one replica may hold}
 */
public record Param(
        String name, ParamType type, Object standard, Optional<Object> min, Optional<Object> max, String about) {

    /**
     * Reads a value as YAML gives it: a text, a number, a truth value, or a list of texts.
     *
     * @throws IllegalArgumentException where it is none or out of range; the message is one sentence that begins with
     *     the parameter's name
     */
    public Object read(Object raw) {
        Object value = type.read(raw)
                .orElseThrow(() -> new IllegalArgumentException(
                        "\"" + name + "\" must be " + type.description() + ", not " + quote(raw) + "."));
        if (min.isPresent() && compare(value, min.get()) < 0) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" must be at least " + type.words(min.get()) + ", not " + type.words(value) + ".");
        }
        if (max.isPresent() && compare(value, max.get()) > 0) {
            throw new IllegalArgumentException(
                    "\"" + name + "\" must be at most " + type.words(max.get()) + ", not " + type.words(value) + ".");
        }
        return value;
    }

    private static String quote(Object raw) {
        String text = raw.toString();
        return "\"" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "\"";
    }

    private static int compare(Object one, Object other) {
        return one instanceof Duration duration
                ? duration.compareTo((Duration) other)
                : Long.compare((Long) one, (Long) other);
    }
}
