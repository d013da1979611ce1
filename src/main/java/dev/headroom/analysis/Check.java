package dev.headroom.analysis;

/**
 * The part of a rule that patterns cannot say, written in Java; texts, parameters, fix templates and tests stay in the
 * rule's YAML.
 */
public interface Check {

    /** The name that a rule's YAML gives under {@code check}. */
    String name();

    /** Looks at one service (or library unit) and tells the context what it finds. */
    void examine(CheckContext context);
}
