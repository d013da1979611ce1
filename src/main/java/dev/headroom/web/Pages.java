package dev.headroom.web;

import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.fix.FixDesk;
import dev.headroom.delivery.TurnLog;
import dev.headroom.page.RuleShelf;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.signin.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The pages for people. */
public final class Pages {
    private final Site site;
    private final RulePages rules;
    private final RepositoryPages repositories;
    private final UpkeepPages upkeep;

    /** @param door empty where sign-in is switched off: what needs it says so */
    public Pages(
            About about,
            RuleShelf rules,
            Optional<Door> door,
            TurnLog turns,
            CampaignBook book,
            FixDesk fixes,
            Upkeep upkeep,
            Clock clock) {
        this.site = new Site(about, door);
        this.rules = new RulePages(site, rules);
        this.repositories = new RepositoryPages(site, turns, book, fixes, about.gitHub(), clock);
        this.upkeep = new UpkeepPages(site, upkeep, clock);
    }

    void add(RoutesConfig routes) {
        Assets.add(routes);
        routes.get("/", this::home);
        rules.add(routes);
        repositories.add(routes);
        upkeep.add(routes);
        new SignInPages(site).add(routes);
    }

    private void home(Context context) throws Exception {
        Optional<Session> visitor = site.calmly(context);
        if (visitor.isEmpty()) {
            site.show(context, 200, "home", "Headroom", Map.of("database", upkeep.databaseAnswers()));
        } else {
            site.personal(this::overview).handle(context);
        }
    }

    private void overview(Context context, Door door, Session session) {
        Optional<ServerStatus> status = upkeep.status(door, session);
        Optional<List<KnownRepository>> known = Optional.empty();
        try {
            known = Optional.of(repositories.known(door, session));
        } catch (GitHubFailure e) {
            // An admin looks at the server above all when GitHub is away.
            if (status.isEmpty() || e.kind() == GitHubFailure.Kind.UNAUTHORIZED) {
                throw e;
            }
        }
        site.show(context, 200, "overview", "Repositories", Map.of("repositories", known, "status", status));
    }

    /** Says one sentence to whoever asked for a page; false for a program, which wants something else. */
    boolean tell(Context context, int status, String title, String sentence) {
        String accepted = context.header("Accept");
        if (accepted == null || !accepted.contains("text/html")) {
            return false;
        }
        site.tell(context, status, title, sentence);
        return true;
    }
}
