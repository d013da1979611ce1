package dev.headroom.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Looks whether every place to fill in a rule's texts and fixes has something to fill it. */
final class RuleNames {
    private final Rule rule;
    private final YamlMap yaml;

    RuleNames(Rule rule, YamlMap yaml) {
        this.rule = rule;
        this.yaml = yaml;
    }

    /** Values of a rule with a check come from Java; only patterns can be looked through beforehand. */
    void verify() {
        List<RuleText> texts = new ArrayList<>(rule.variants().values());
        texts.add(rule.text());
        if (rule.check().isPresent()) {
            for (RuleText text : texts) {
                bindsNoCode(text.title(), "title");
                bindsNoCode(text.message(), "message");
            }
            rule.fixes().values().forEach(fix -> {
                bindsNoCode(fix.text(), "fixes");
                bindsNoCode(fix.title(), "fixes");
            });
            return;
        }
        List<YamlMap> entries = yaml.maps("find");
        for (int i = 0; i < rule.find().size() && i < entries.size(); i++) {
            Find find = rule.find().get(i);
            Set<String> bound = new HashSet<>(find.match().variables());
            holesAreFilled(rule.text().title(), find, bound, yaml, "title");
            holesAreFilled(rule.text().message(), find, bound, yaml, "message");
            YamlMap at = entries.get(i).map("fix").orElse(yaml);
            find.fix().ifPresent(fix -> {
                fix.at().ifPresent(pattern -> bound.addAll(pattern.variables()));
                holesAreFilled(fix.template().title(), find, bound, at, "title");
                holesAreFilled(
                        fix.template().text(),
                        find,
                        bound,
                        at,
                        fix.placement().name().toLowerCase(Locale.ROOT));
            });
        }
    }

    private void holesAreFilled(Template template, Find find, Set<String> bound, YamlMap in, String key) {
        Set<String> known = new HashSet<>(rule.params().keySet());
        known.addAll(find.with().keySet());
        YamlValue at = in.value(key).orElse(in);
        for (String name : template.values()) {
            if (!known.contains(name)) {
                yaml.problem(
                        at,
                        "\"" + at.path() + "\" uses ${" + name + "}, which is neither in \"params\" nor in \"with\""
                                + NearestName.hint(name, known));
            }
        }
        for (String name : template.variables()) {
            if (!bound.contains(name)) {
                yaml.problem(
                        at, "\"" + at.path() + "\" uses $" + name + ", which the pattern at this place does not bind.");
            }
        }
    }

    private void bindsNoCode(Template template, String key) {
        YamlValue at = yaml.value(key).orElse(yaml);
        for (String name : template.variables()) {
            yaml.problem(
                    at,
                    "\"" + key + "\" uses $" + name
                            + ", but only patterns bind code: let the check give a value and write ${name}.");
        }
    }
}
