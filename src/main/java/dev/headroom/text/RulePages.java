package dev.headroom.text;

import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import java.util.Optional;

/**
 * The pages on which people read about rules: the server's own of Headroom's rules, where it is reached from outside, and
 * else the page that a rule names.
 *
 * @param server its address, where people reach it
 * @param published the rules that have a page there
 */
public record RulePages(Optional<String> server, RuleCatalogue published) {

    /** A Markdown link to what there is about a rule; empty where there is nothing. */
    public Optional<String> link(Rule rule) {
        return page(rule.id())
                .map(page -> Markdown.codeLink(rule.id(), page))
                .or(() -> rule.docs().flatMap(address -> Markdown.link("Documentation", address)));
    }

    /** A rule's id for a table, which links to its page where it has one. */
    public String heading(String rule) {
        return page(rule).map(page -> Markdown.codeLink(rule, page)).orElseGet(() -> Markdown.cell(rule));
    }

    private Optional<String> page(String rule) {
        return server.filter(_ -> published.rule(rule).isPresent())
                .map(address -> address + (address.endsWith("/") ? "" : "/") + "rules/" + rule);
    }
}
