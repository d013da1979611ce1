package dev.headroom.cli.docs;

import dev.headroom.cli.report.Json;
import dev.headroom.config.ConfigShapes;
import dev.headroom.config.JsonSchema;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.RuleShapes;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/** The documentation that is written from the rules and the formats themselves. */
public final class GeneratedDocs {
    private static final String NOTE = "<!-- Written by `headroom rules docs`; do not edit. -->\n";

    private GeneratedDocs() {}

    /** The files, by path from the folder of the documentation. */
    public static Map<String, String> of(RuleCatalogue rules) {
        Map<String, String> files = new TreeMap<>();
        rules.rules().forEach(rule -> files.put("rules/" + rule.id() + ".md", NOTE + RulePage.of(rule)));
        files.put("rules/README.md", NOTE + index(rules));
        files.put("rule-format.md", NOTE + FormatReference.page("The format of a rule", """
                        [Writing a rule](writing-rules.md) shows how. Editors complete and check the format by
                        [schema/rule.json](schema/rule.json), which `headroom rules schema` prints too:

                        ```yaml
                        # yaml-language-server: $schema=https://…/docs/schema/rule.json
                        ```
                        """, RuleShapes.RULE));
        files.put(
                "configuration.md",
                NOTE + FormatReference.page("Configuration of a repository", """
                        What a repository says in `.github/headroom.yml`; all of it may be left out. `headroom config check` says what is
                        wrong in it, `headroom config show` where each value comes from, and editors complete it by
                        [schema/headroom.json](schema/headroom.json), which `headroom config schema` prints too. The rules' parameters are on
                        [their pages](rules/README.md).
                        """, ConfigShapes.CONFIG));
        files.put("schema/rule.json", Json.text(JsonSchema.ofRules()));
        files.put("schema/headroom.json", Json.text(JsonSchema.ofConfiguration(rules)));
        return files;
    }

    private static String index(RuleCatalogue rules) {
        StringBuilder out = new StringBuilder("# Rules\n");
        String topic = "";
        for (Rule rule : rules.rules().stream()
                .sorted(Comparator.comparing(Rule::topic)
                        .thenComparing(Rule::severity, Comparator.reverseOrder())
                        .thenComparing(Rule::id))
                .toList()) {
            if (!rule.topic().equals(topic)) {
                topic = rule.topic();
                out.append("\n## ").append(topic).append("\n\n| rule | severity | what it reports |\n|---|---|---|\n");
            }
            out.append("| [%s](%s.md) | %s | %s |\n"
                    .formatted(
                            rule.id(),
                            rule.id(),
                            rule.severity().word(),
                            rule.text().title()));
        }
        return out.toString();
    }
}
