package dev.headroom.text;

import static dev.headroom.review.Samples.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.review.Samples;
import dev.headroom.review.delta.FindingDelta;
import dev.headroom.review.text.VerdictTable;
import dev.headroom.rule.Rule;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RulePagesTest {
    private static final Rule RULE = RULES.rules().getFirst();
    private static final RulePages PAGES = new RulePages(Optional.of("https://headroom.example.com"), RULES);

    @Test
    void aRuleOfHeadroomHasAPageOfTheServer() {
        String link = "[`builder-without-grow`](https://headroom.example.com/rules/builder-without-grow)";
        assertThat(PAGES.link(RULE)).contains(link);
        assertThat(new RulePages(Optional.of("https://headroom.example.com/"), RULES).link(RULE))
                .contains(link);
        assertThat(PAGES.heading(RULE.id())).isEqualTo(link);
    }

    @Test
    void anyOtherRuleHasThePageThatItNames() {
        Rule own = Samples.rule("acme-no-sleep", "It waits.");
        String named = "[Documentation](https://pkg.go.dev/database/sql#DB.SetMaxOpenConns)";
        assertThat(PAGES.link(own)).contains(named);
        assertThat(PAGES.heading("acme-no-sleep")).isEqualTo("`acme-no-sleep`");
        assertThat(Samples.PAGES.link(RULE)).contains(named);
        assertThat(Samples.PAGES.heading(RULE.id())).isEqualTo("`builder-without-grow`");
    }

    @Test
    void theTableLinksItsRules() {
        FindingDelta delta = FindingDelta.between(
                Samples.analysis(),
                Samples.analysis(Samples.blocker("a", 4)),
                Samples.diff(Samples.changed(Samples.PATH, Samples.PATCH)));

        assertThat(new VerdictTable(Samples.analysis(Samples.blocker("a", 4)), delta).markdown(PAGES))
                .isEqualTo("""
                | Service | [`db-pool-unconfigured`](https://headroom.example.com/rules/db-pool-unconfigured) |
                |---|---|
                | `combat` | **1 introduced** |""");
    }
}
