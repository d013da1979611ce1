package dev.headroom.command;

import dev.headroom.rule.NearestName;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.text.Markdown;
import dev.headroom.text.RulePages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The rules in force as people name them. */
final class RuleReference {
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_WHY = 6_000;

    private final RuleCatalogue catalogue;

    RuleReference(RuleCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    boolean knows(String id) {
        return catalogue.rule(id).isPresent();
    }

    /** The answer to who names a rule that there is not. */
    Answer unknown(String id) {
        List<String> ids = catalogue.rules().stream().map(Rule::id).toList();
        return Answer.refused("There is no rule " + Markdown.code(id) + NearestName.hint(id, ids));
    }

    Answer explain(String id, RulePages pages) {
        Optional<Rule> rule = catalogue.rule(id);
        return rule.map(known -> Answer.done(text(known, pages))).orElseGet(() -> unknown(id));
    }

    private static String text(Rule rule, RulePages pages) {
        String severity = rule.severity().word();
        List<String> parts = new ArrayList<>();
        parts.add("**" + severity.substring(0, 1).toUpperCase(Locale.ROOT) + severity.substring(1) + ": "
                + Markdown.text(rule.text().title().toString(), LONGEST_TITLE) + "** (" + Markdown.code(rule.id())
                + ")");
        String why = Markdown.paragraphs(rule.why(), LONGEST_WHY);
        if (!why.isEmpty()) {
            parts.add(why);
        }
        pages.link(rule).ifPresent(parts::add);
        parts.add("To keep code as it is, put " + Markdown.code("//headroom:ignore " + rule.id() + " reason")
                + " on the line above it, with your reason.");
        return String.join("\n\n", parts);
    }
}
