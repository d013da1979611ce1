package dev.headroom.web;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.page.Stylesheet;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.signin.Session;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.javalin.http.SameSite;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all pages for people share: who asks, what surrounds the answer, and what is said when there is none. */
final class Site {
    static final String SIGN_IN_OFF =
            "Sign-in is switched off: set HEADROOM_CLIENT_ID and HEADROOM_CLIENT_SECRET to the App's client id and client"
                    + " secret, and start the server again.";
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final String POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
            + " base-uri 'none'; frame-ancestors 'none'";
    private static final String VISITOR = "headroom.visitor";
    private static final String SHOWN = "headroom.page";
    private static final String TEMPLATES = "dev.headroom.web.templates";

    private final About about;
    private final Optional<Door> door;
    private final TemplateEngine templates =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Site.class.getClassLoader(), TEMPLATES);

    Site(About about, Optional<Door> door) {
        this.about = about;
        this.door = door;
    }

    Optional<Door> door() {
        return door;
    }

    /** A page that only somebody who is signed in may ask for. */
    @FunctionalInterface
    interface Personal {
        void answer(Context context, Door door, Session session);
    }

    /** Answers with a page for whoever is signed in, sends others to sign in. */
    Handler personal(Personal page) {
        return context -> {
            if (door.isEmpty()) {
                tell(context, 403, "Sign-in is switched off", SIGN_IN_OFF);
                return;
            }
            try {
                personal(page, context, door.get());
            } catch (LedgerUnavailable e) {
                LOG.error("a page could not be shown", e);
                tell(context, 503, "Not now", "The database does not answer at the moment: try again in a minute.");
            }
        };
    }

    private void personal(Personal page, Context context, Door in) {
        Optional<Session> session = visitor(context);
        if (session.isEmpty()) {
            context.redirect(signInFor(context), HttpStatus.SEE_OTHER);
            return;
        }
        try {
            page.answer(context, in, session.get());
        } catch (GitHubFailure e) {
            refused(context, in, session.get(), e);
        }
    }

    private void refused(Context context, Door in, Session session, GitHubFailure e) {
        if (e.kind() == GitHubFailure.Kind.UNAUTHORIZED) {
            in.signIn().end(session);
            clear(context, sessionCookie());
            context.redirect(signInFor(context), HttpStatus.SEE_OTHER);
        } else {
            LOG.warn("what a person may see could not be checked: {}", e.getMessage());
            tell(context, 503, "Not now", "GitHub does not say at the moment what you may see: try again in a minute.");
        }
    }

    /** Whether a form was made for the session that sends it; says so on a page where it was not. */
    boolean accepts(Context context, Door in, Session session) {
        String csrf = Optional.ofNullable(context.formParam("csrf")).orElse("");
        if (in.signIn().accepts(session, csrf)) {
            return true;
        }
        tell(context, 403, "Not done", "This form is not one of your session: load the page again.");
        return false;
    }

    /** Who is signed in, which is looked up once for each request. */
    Optional<Session> visitor(Context context) {
        Optional<Session> known = context.attribute(VISITOR);
        if (known == null) {
            String cookie = context.cookie(sessionCookie());
            known = cookie == null
                    ? Optional.empty()
                    : door.flatMap(in -> in.signIn().session(cookie));
            context.attribute(VISITOR, known);
        }
        return known;
    }

    /** Shows a page with what surrounds it. */
    void show(Context context, int status, String template, String title, Map<String, ?> values) {
        Map<String, Object> all = new HashMap<>(values);
        all.put("frame", frame(context, title));
        StringOutput html = new StringOutput();
        templates.render(template + ".jte", all, new VisibleText(html));
        context.attribute(SHOWN, true);
        context.status(status).header("Content-Security-Policy", POLICY).html(html.toString());
    }

    /** Whether a page was shown, whatever its status. */
    static boolean hasShown(Context context) {
        return context.attribute(SHOWN) != null;
    }

    private Frame frame(Context context, String title) {
        Optional<Session> visitor = calmly(context);
        List<Frame.Entry> entries = new ArrayList<>();
        entries.add(entry(context, "/", "Start"));
        entries.add(entry(context, "/rules", "Rules"));
        return new Frame(
                title,
                "/assets/" + Stylesheet.name(),
                about.version(),
                entries,
                visitor.map(session -> new Frame.Visitor(session.person().login(), session.csrf()))
                        .orElse(null),
                door.map(in -> signInFor(context)).orElse(null));
    }

    /** A page that says that the database is away must be shown without it. */
    Optional<Session> calmly(Context context) {
        try {
            return visitor(context);
        } catch (LedgerUnavailable e) {
            return Optional.empty();
        }
    }

    private static Frame.Entry entry(Context context, String address, String label) {
        return new Frame.Entry(address, label, context.path().equals(address));
    }

    /** Says one sentence on a page. */
    void tell(Context context, int status, String title, String sentence) {
        show(context, status, "message", title, Map.of("sentence", sentence));
    }

    /** The same for what does not exist and what may not be seen, so that nobody learns which it is. */
    void nothingHere(Context context) {
        tell(context, 404, "Nothing here", "There is nothing at this address, or nothing that you may see.");
    }

    private static String signInFor(Context context) {
        boolean page = context.method().name().equals("GET") && !context.path().startsWith("/login");
        String query = context.queryString();
        String here = page ? context.path() + (query == null ? "" : "?" + query) : "/";
        return "/login?return=" + URLEncoder.encode(here, StandardCharsets.UTF_8);
    }

    /** The prefix makes browsers refuse the cookie from anything but this host over https. */
    String sessionCookie() {
        return about.secure() ? "__Host-headroom" : "headroom";
    }

    String signInCookie() {
        return sessionCookie() + "-sign-in";
    }

    void keep(Context context, String cookie, String value, Duration longest) {
        context.cookie(
                new Cookie(cookie, value, "/", (int) longest.toSeconds(), about.secure(), true, null, SameSite.LAX));
    }

    void clear(Context context, String cookie) {
        keep(context, cookie, "", Duration.ZERO);
    }
}
