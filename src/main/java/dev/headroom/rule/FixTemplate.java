package dev.headroom.rule;

import java.util.Map;

/**
 * The code that a rule proposes, with places to fill.
 *
 * @param title an imperative sentence without a full stop
 * @param text statements, an expression, or keyed fields of a literal, indented by tabs relative to one another
 * @param imports import paths by the names that the text uses for packages: the rule's own and further ones
 * @param safe whether it may be applied without a person reading it first
 */
public record FixTemplate(Template title, Template text, Map<String, String> imports, boolean safe) {
    public FixTemplate {
        imports = Map.copyOf(imports);
    }
}
