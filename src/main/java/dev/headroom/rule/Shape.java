package dev.headroom.rule;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What a mapping of a YAML format may hold. The parser knows no other keys, and the JSON schema for editors and the
 * reference for people are written from it, so that the three cannot differ.
 *
 * @param name what it is called in the reference, such as {@code find}
 * @param about what it is for, in a sentence
 * @param keys in the order in which an author writes them
 */
public record Shape(String name, String about, List<Key> keys) {
    public Shape {
        keys = List.copyOf(keys);
    }

    /** A key, what it holds, and what that means: half a sentence. */
    public record Key(String name, boolean required, Held held, String about) {}

    /** A key that must be there. */
    public static Key required(String name, Held held, String about) {
        return new Key(name, true, held, about);
    }

    /** A key that may be missing. */
    public static Key optional(String name, Held held, String about) {
        return new Key(name, false, held, about);
    }

    /** What a key may hold. */
    public sealed interface Held {}

    /** A text, which YAML may take for a number or a truth value. */
    public record Text() implements Held {}

    /** True or false. */
    public record Flag() implements Held {}

    /** A whole number, both bounds included. */
    public record WholeNumber(long min, long max) implements Held {}

    /** One of some words. */
    public record Word(List<String> words) implements Held {
        public Word {
            words = List.copyOf(words);
        }

        /** The names of constants in lower case. */
        public static Word of(Enum<?>[] constants) {
            return new Word(Stream.of(constants)
                    .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                    .toList());
        }
    }

    /** A list of texts, or one text alone. */
    public record Texts() implements Held {}

    /** Whatever a parameter may be: a text, a number, a truth value or a list. */
    public record Any() implements Held {}

    /** Names of the author's choice, each with one of the same. */
    public record Named(Held each) implements Held {}

    /** A mapping with keys of its own. */
    public record Nested(Shape shape) implements Held {}

    /** A list of mappings. */
    public record ListOf(Shape shape) implements Held {}

    /** A mapping, or a list of such. */
    public record OneOrMore(Shape shape) implements Held {}

    /** A mapping, or the word {@code off}. */
    public record OrOff(Shape shape) implements Held {}
}
