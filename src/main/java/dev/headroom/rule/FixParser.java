package dev.headroom.rule;

import java.util.HashMap;
import java.util.Map;

/** Reads fix templates: the {@code fixes} of a rule with a check. */
final class FixParser {
    private final Map<String, String> ruleImports;

    FixParser(Map<String, String> ruleImports) {
        this.ruleImports = ruleImports;
    }

    FixTemplate parse(YamlMap yaml) {
        yaml.only(RuleShapes.FIX);
        return template(yaml, "text");
    }

    /** A fix whose code stands under the key given. */
    FixTemplate template(YamlMap yaml, String key) {
        Map<String, String> imports = new HashMap<>(ruleImports);
        imports.putAll(RuleParser.imports(yaml));
        return new FixTemplate(
                Template.of(yaml.required("title")),
                Template.of(yaml.required(key).strip()),
                imports,
                yaml.flag("safe", true));
    }
}
