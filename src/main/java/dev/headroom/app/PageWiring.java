package dev.headroom.app;

import dev.headroom.app.settings.Settings;
import dev.headroom.cli.Headroom;
import dev.headroom.cli.docs.RuleSheets;
import dev.headroom.cli.memory.Build;
import dev.headroom.github.GitHubApp;
import dev.headroom.golang.syntax.Natives;
import dev.headroom.page.RuleShelf;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.signin.Access;
import dev.headroom.signin.Gatekeeper;
import dev.headroom.signin.Seal;
import dev.headroom.signin.SignIn;
import dev.headroom.store.CampaignRows;
import dev.headroom.store.Database;
import dev.headroom.store.DeliveryLedger;
import dev.headroom.store.FirstInstaller;
import dev.headroom.store.FixRows;
import dev.headroom.store.StoredSessions;
import dev.headroom.store.TurnRows;
import dev.headroom.store.WorkOverviewRows;
import dev.headroom.web.About;
import dev.headroom.web.Door;
import dev.headroom.web.Pages;
import dev.headroom.web.Upkeep;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;

/** Puts the pages together. */
final class PageWiring {
    private PageWiring() {}

    static Pages pages(
            Settings settings,
            GitHubApp gitHub,
            Database database,
            KnownLimits limits,
            Examination examination,
            Clock clock) {
        DataSource dataSource = database.dataSource();
        return new Pages(
                new About(
                        Headroom.version()
                                + Build.commit()
                                        .map(commit -> ", commit " + commit)
                                        .orElse(""),
                        settings.publicUrl(),
                        settings.gitHub().web()),
                new RuleShelf(RuleCatalogue::builtin, RuleSheets::of),
                settings.signIn().map(keys -> door(settings, keys, gitHub, dataSource, clock)),
                new TurnRows(dataSource),
                new CampaignRows(dataSource),
                new CampaignFixDesk(
                        new CampaignRows(dataSource), new FixRows(dataSource), new DeliveryLedger(dataSource), clock),
                new Upkeep(
                        PageWiring::parser,
                        database::answers,
                        limits::newest,
                        new WorkOverviewRows(dataSource),
                        examination),
                clock);
    }

    private static String parser() {
        try {
            return Natives.description();
        } catch (IllegalStateException e) {
            return e.getMessage();
        }
    }

    private static Door door(
            Settings settings, Settings.SignIn keys, GitHubApp gitHub, DataSource dataSource, Clock clock) {
        Gatekeeper gatekeeper = gitHub.gatekeeper(keys.clientId(), keys.clientSecret());
        SignIn signIn = new SignIn(
                gatekeeper,
                new StoredSessions(dataSource),
                new Seal(keys.clientSecret(), new SecureRandom()),
                settings.publicUrl(),
                clock);
        return new Door(
                signIn, new Access(gatekeeper, keys.adminTeam(), new FirstInstaller(dataSource)::account, clock));
    }
}
