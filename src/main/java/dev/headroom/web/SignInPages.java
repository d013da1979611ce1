package dev.headroom.web;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.signin.Session;
import dev.headroom.signin.SignIn;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The addresses by which people sign in and out. */
final class SignInPages {
    private static final Logger LOG = LoggerFactory.getLogger(SignInPages.class);
    private static final int LONGEST_PARAMETER = 2_000;

    private final Site site;

    SignInPages(Site site) {
        this.site = site;
    }

    void add(RoutesConfig routes) {
        routes.get("/login", this::begin);
        routes.get("/login/callback", this::end);
        routes.post("/logout", site.personal(this::leave));
    }

    private void begin(Context context) {
        Optional<Door> door = site.door();
        if (door.isEmpty()) {
            site.tell(context, 403, "Sign-in is switched off", Site.SIGN_IN_OFF);
            return;
        }
        SignIn.Begun begun = door.get().signIn().begin(parameter(context, "return"));
        site.keep(context, site.signInCookie(), begun.cookie(), SignIn.PATIENCE);
        context.redirect(begun.page().toString(), HttpStatus.SEE_OTHER);
    }

    private void end(Context context) {
        Optional<Door> door = site.door();
        if (door.isEmpty()) {
            site.tell(context, 403, "Sign-in is switched off", Site.SIGN_IN_OFF);
            return;
        }
        String begun = Optional.ofNullable(context.cookie(site.signInCookie())).orElse("");
        site.clear(context, site.signInCookie());
        try {
            SignIn.Ended ended = door.get()
                    .signIn()
                    .end(begun, parameter(context, "state"), parameter(context, "code"), parameter(context, "error"));
            switch (ended) {
                case SignIn.Ended.Refused(String reason) -> {
                    LOG.info("a sign-in was refused: {}", reason);
                    site.tell(context, 403, "You are not signed in", reason);
                }
                case SignIn.Ended.Admitted admitted -> {
                    site.visitor(context).ifPresent(door.get().signIn()::end);
                    LOG.info("{} signed in", admitted.person().login());
                    site.keep(context, site.sessionCookie(), admitted.cookie(), SignIn.LONGEST);
                    context.redirect(admitted.path(), HttpStatus.SEE_OTHER);
                }
            }
        } catch (GitHubFailure e) {
            LOG.error("nobody can sign in: {}", e.getMessage());
            site.tell(
                    context,
                    502,
                    "You are not signed in",
                    "GitHub could not be asked who you are: try again in a minute; the server's log says why.");
        } catch (LedgerUnavailable e) {
            LOG.error("nobody can sign in", e);
            site.tell(context, 503, "You are not signed in", "The database does not answer: try again in a minute.");
        }
    }

    private void leave(Context context, Door door, Session session) {
        if (!site.accepts(context, door, session)) {
            return;
        }
        door.signIn().end(session);
        site.clear(context, site.sessionCookie());
        context.redirect("/", HttpStatus.SEE_OTHER);
    }

    private static String parameter(Context context, String name) {
        String value = context.queryParam(name);
        return value == null || value.length() > LONGEST_PARAMETER ? "" : value;
    }
}
