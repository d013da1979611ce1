package dev.headroom.review;

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
        return server.filter(_ -> published.rule(rule.id()).isPresent())
                .map(address -> Markdown.codeLink(rule.id(), page(address, rule.id())))
                .or(() -> rule.docs().flatMap(address -> Markdown.link("Documentation", address)));
    }

    private static String page(String server, String rule) {
        return server + (server.endsWith("/") ? "" : "/") + "rules/" + rule;
    }
}
