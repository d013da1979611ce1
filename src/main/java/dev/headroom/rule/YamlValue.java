package dev.headroom.rule;

import java.util.List;

/** A value of a YAML file that knows its line and its key. */
public sealed interface YamlValue permits YamlValue.Scalar, YamlValue.Sequence, YamlMap {

    /** 1-based. */
    int line();

    /** The key as its author would find it, such as {@code find[0].fix.at}; empty for the whole file. */
    String path();

    /**
     * A plain or quoted text.
     *
     * @param text without quotes; empty for a key without a value
     * @param quoted whether it is certainly a string
     */
    record Scalar(int line, String path, String text, boolean quoted) implements YamlValue {}

    /** A list. */
    record Sequence(int line, String path, List<YamlValue> values) implements YamlValue {
        public Sequence {
            values = List.copyOf(values);
        }
    }
}
