package dev.headroom.analysis.check;

import java.util.Set;

/**
 * The part of a rule that patterns cannot say, written in Java; texts, parameters, fix templates and tests stay in the
 * rule's YAML.
 */
public interface Check {

    /** The name that a rule's YAML gives under {@code check}. */
    String name();

    /**
     * The methods and fields that set right what the check reports, wherever in the program they stand. Where code that
     * could not be read says one of them, the check cannot tell, and what it reports counts as undecided.
     */
    default Set<String> settledBy() {
        return Set.of();
    }

    /** Looks at one service (or library unit) and tells the context what it finds. */
    void examine(CheckContext context);
}
