package dev.headroom.rule;

import dev.headroom.golang.pattern.Pattern;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Code that a rule reports, in the form of a pattern.
 *
 * @param report the metavariable whose code is reported; without it, all that matched
 * @param where the declared types that metavariables must have, a pointer to them included: import path and name
 * @param with values for {@code ${name}} in the rule's texts and fix
 */
public record Find(
        Pattern match,
        Optional<String> report,
        Map<String, TypeName> where,
        Map<String, String> with,
        List<Unless> unless,
        Optional<At> fix) {
    public Find {
        where = Map.copyOf(where);
        with = Map.copyOf(with);
        unless = List.copyOf(unless);
    }

    /** A declared type, such as {@code sql.DB}. */
    public record TypeName(String importPath, String name) {}

    /**
     * Code whose presence makes the match right. The metavariables that both bind must be the same code, but in the scope
     * {@link Scope#SERVICE} and {@link Scope#PACKAGE}, where another function may use other names.
     */
    public record Unless(Scope in, List<Pattern> any) {
        public Unless {
            any = List.copyOf(any);
        }
    }

    /** Where to look for what makes a match right. */
    public enum Scope {
        /** The code matched itself. */
        MATCH,
        /** The outermost function around the match. */
        FUNCTION,
        FILE,
        /** All files of the folder. */
        PACKAGE,
        SERVICE
    }

    /**
     * A fix and its place.
     *
     * @param at code around the match that the fix refers to; without it, the match itself
     */
    public record At(FixTemplate template, Placement placement, Optional<Pattern> at) {}

    /** How a fix lies to the code it refers to. */
    public enum Placement {
        AFTER,
        BEFORE,
        REPLACE,
        /** Keyed fields added to the composite literal. */
        FIELDS
    }
}
