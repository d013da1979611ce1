package dev.headroom.web;

import dev.headroom.page.RuleShelf;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/** The pages for people. */
public final class Pages {
    private final Site site;
    private final RulePages rules;

    /** @param door empty where sign-in is switched off: what needs it says so */
    public Pages(About about, RuleShelf rules, Optional<Door> door) {
        this.site = new Site(about, door);
        this.rules = new RulePages(site, rules);
    }

    void add(RoutesConfig routes) {
        Assets.add(routes);
        routes.get("/", this::home);
        rules.add(routes);
        new SignInPages(site).add(routes);
    }

    private void home(Context context) {
        site.show(context, 200, "home", "Status", Map.of());
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
