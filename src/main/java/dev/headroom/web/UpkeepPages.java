package dev.headroom.web;

import dev.headroom.delivery.Backlog;
import dev.headroom.signin.Session;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an admin sees of the server, and the one thing that an admin can do to it. */
final class UpkeepPages {
    private static final Logger LOG = LoggerFactory.getLogger(UpkeepPages.class);
    private static final int MOST_ROWS = 50;

    private final Site site;
    private final Upkeep upkeep;
    private final Clock clock;

    UpkeepPages(Site site, Upkeep upkeep, Clock clock) {
        this.site = site;
        this.upkeep = upkeep;
        this.clock = clock;
    }

    void add(RoutesConfig routes) {
        routes.post("/jobs/retry", site.personal(this::retry));
        routes.get("/examination", site.personal(this::examination));
    }

    /** The server as it stands; nothing for people who are no admins. */
    Optional<ServerStatus> status(Door door, Session session) {
        if (!door.access().isAdmin(session)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Backlog backlog = upkeep.work().backlog(now);
        return Optional.of(new ServerStatus(
                upkeep.parser().get(),
                backlog,
                upkeep.limits().get(),
                upkeep.work().deliveries(MOST_ROWS),
                upkeep.work().givenUp(MOST_ROWS),
                session.csrf()));
    }

    /** Whether the database answers, which anybody may know. */
    boolean databaseAnswers() {
        return upkeep.database().getAsBoolean();
    }

    private void examination(Context context, Door door, Session session) {
        if (door.access().isAdmin(session)) {
            site.show(
                    context,
                    200,
                    "examination",
                    "Examination",
                    Map.of("found", upkeep.examination().get()));
        } else {
            site.nothingHere(context);
        }
    }

    private void retry(Context context, Door door, Session session) {
        if (!door.access().isAdmin(session)) {
            site.nothingHere(context);
            return;
        }
        if (!site.accepts(context, door, session)) {
            return;
        }
        String key = Optional.ofNullable(context.formParam("key")).orElse("");
        if (upkeep.work().retry(key, clock.instant())) {
            LOG.info("{} has work tried again", session.person().login());
        }
        context.redirect("/#given-up", HttpStatus.SEE_OTHER);
    }
}
