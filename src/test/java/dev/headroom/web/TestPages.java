package dev.headroom.web;

import dev.headroom.page.RuleShelf;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.store.CampaignRows;
import dev.headroom.store.TurnRows;
import dev.headroom.store.WorkOverviewRows;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.h2.jdbcx.JdbcDataSource;

/** Pages for tests that are about something else. */
final class TestPages {
    private TestPages() {}

    /** Pages with no rule, no sign-in and no database. */
    static Pages none() {
        JdbcDataSource nowhere = new JdbcDataSource();
        return new Pages(
                new About("1.0", Optional.empty(), URI.create("https://github.com")),
                new RuleShelf(RuleCatalogue::of, rule -> {
                    throw new AssertionError("there is no rule to explain");
                }),
                Optional.empty(),
                new TurnRows(nowhere),
                new CampaignRows(nowhere),
                (repository, service) -> false,
                new Upkeep(() -> "", () -> true, List::of, new WorkOverviewRows(nowhere), List::of),
                Clock.systemUTC());
    }

    /** A server that was started with its credentials. */
    static InstallPages installation() {
        return new InstallPages(Optional.empty(), "1.0", () -> true, List::of);
    }
}
