package dev.headroom.web;

import dev.headroom.page.RuleSheet;
import dev.headroom.page.RuleShelf;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Map;
import java.util.Optional;

/** The rules, for everybody to read. */
final class RulePages {
    private final Site site;
    private final RuleShelf shelf;

    RulePages(Site site, RuleShelf shelf) {
        this.site = site;
        this.shelf = shelf;
    }

    void add(RoutesConfig routes) {
        routes.get("/rules", context -> site.show(context, 200, "rules", "Rules", Map.of("shelf", shelf)));
        routes.get("/rules/{id}", this::rule);
    }

    private void rule(Context context) {
        Optional<RuleSheet> rule = shelf.sheet(context.pathParam("id"));
        if (rule.isPresent()) {
            site.show(context, 200, "rule", rule.get().title(), Map.of("rule", rule.get()));
        } else {
            site.tell(context, 404, "Nothing here", "There is no rule of this name.");
        }
    }
}
