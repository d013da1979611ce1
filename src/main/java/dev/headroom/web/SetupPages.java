package dev.headroom.web;

import dev.headroom.setup.GitHubSite;
import dev.headroom.setup.ManifestForm;
import dev.headroom.setup.Setup;
import dev.headroom.setup.SetupAccess;
import dev.headroom.setup.SetupForm;
import dev.headroom.setup.SetupRefused;
import dev.headroom.setup.Stage;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The pages by which an App is registered, while there is none. */
final class SetupPages {
    private static final Logger LOG = LoggerFactory.getLogger(SetupPages.class);
    private static final String HOME = "/setup";
    private static final int LONGEST_FIELD = 300;
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\[\\]:_-]{1,260}");
    private static final SetupForm EMPTY = new SetupForm("", "", false, "", "", true);

    private final Setup setup;
    private final SetupView view;
    private final Optional<URI> publicUrl;
    private final Runnable waiting;

    /** @param waiting is told each time somebody has been shown that the server starts */
    SetupPages(Setup setup, SetupView view, Optional<URI> publicUrl, Runnable waiting) {
        this.setup = setup;
        this.view = view;
        this.publicUrl = publicUrl;
        this.waiting = waiting;
    }

    void add(RoutesConfig routes) {
        routes.get("/", context -> context.redirect(HOME, HttpStatus.SEE_OTHER));
        routes.get(HOME, this::home);
        routes.post(HOME + "/code", this::enter);
        routes.post(HOME + "/manifest", guarded(this::manifest));
        routes.get(HOME + "/created", this::created);
        routes.post(HOME + "/copied", guarded(this::copied));
    }

    private void home(Context context) {
        if (!setup.access().admits(SetupCookie.read(context))) {
            askForCode(context, 200, "");
            return;
        }
        switch (setup.stage()) {
            case Stage.Open() -> form(context, EMPTY, "");
            case Stage.Shown shown -> {
                Map<String, Object> values =
                        Map.of("reason", shown.reason(), "settings", shown.settings(), "token", token(context));
                view.show(context, "setup-credentials", "Copy the credentials", values);
            }
            case Stage.Starting() -> {
                // Another server answers next.
                context.header("Refresh", "3").header("Connection", "close");
                view.show(context, "setup-starting", "The server starts", Map.of());
                waiting.run();
            }
            case Stage.Failed(String sentence) -> {
                view.tell(context, 500, "The server could not be started", sentence);
                waiting.run();
            }
        }
    }

    private void askForCode(Context context, int status, String problem) {
        view.show(context.status(status), "setup-code", "Set up Headroom", Map.of("problem", problem));
    }

    private void enter(Context context) {
        switch (setup.access().enter(field(context, "code"))) {
            case SetupAccess.Entry.Admitted(String cookie) -> {
                LOG.info("somebody entered the setup's code");
                SetupCookie.keep(context, cookie);
                context.redirect(HOME, HttpStatus.SEE_OTHER);
            }
            case SetupAccess.Entry.Wrong() -> {
                LOG.warn("somebody entered a wrong code for the setup");
                askForCode(context, 403, "That is not the code that the server's log shows last.");
            }
            case SetupAccess.Entry.Paused(var remaining) -> {
                Duration wait = remaining.plusSeconds(1);
                Throttle.refuse(context, wait);
                askForCode(
                        context,
                        429,
                        "Too many wrong codes were entered: try again in " + wait.toSeconds() + " seconds.");
            }
        }
    }

    private void manifest(Context context) {
        SetupForm form = new SetupForm(
                field(context, "owner"),
                field(context, "github"),
                !field(context, "private").isEmpty(),
                field(context, "public_url"),
                Optional.ofNullable(context.header("Origin")).orElse(""),
                !field(context, "keep").equals("show"));
        try {
            ManifestForm manifest = setup.begin(form);
            view.show(
                    context,
                    "setup-manifest",
                    "Create the App on GitHub",
                    manifest.host(),
                    Map.of("form", manifest, "owner", form.owner()));
        } catch (SetupRefused e) {
            form(context.status(422), form, e.getMessage());
        }
    }

    private void form(Context context, SetupForm form, String problem) {
        SetupForm shown = form.publicUrl().isEmpty()
                ? new SetupForm(form.owner(), form.gitHub(), form.privateAllowed(), address(context), "", form.keep())
                : form;
        view.show(
                context,
                "setup-form",
                "Set up Headroom",
                Map.of(
                        "form",
                        shown,
                        "problem",
                        problem,
                        "given",
                        setup.given().map(GitHubSite::web).orElse(""),
                        "token",
                        token(context)));
    }

    /** The address by which the browser asks, unless an operator has set another. */
    private String address(Context context) {
        String host = Optional.ofNullable(context.header("Host")).orElse("");
        return publicUrl
                .map(URI::toString)
                .orElseGet(() -> HOST.matcher(host).matches()
                        ? (SetupCookie.isSecure(context) ? "https://" : "http://") + host
                        : "");
    }

    private void created(Context context) {
        if (!setup.access().admits(SetupCookie.read(context))) {
            view.tell(
                    context,
                    403,
                    "Not signed in",
                    "This browser has not entered the setup's code, or that was more than an hour ago: open /setup, enter the"
                            + " code that the log shows last, and load this page again.");
            return;
        }
        if (!(setup.stage() instanceof Stage.Open)) {
            context.redirect(HOME, HttpStatus.SEE_OTHER);
            return;
        }
        try {
            setup.complete(parameter(context, "state"), parameter(context, "code"));
            LOG.info("GitHub has registered the App");
            context.redirect(HOME, HttpStatus.SEE_OTHER);
        } catch (SetupRefused e) {
            LOG.warn("the setup did not go on: {}", e.getMessage());
            view.tell(context, 422, "GitHub's answer could not be used", e.getMessage());
        }
    }

    private void copied(Context context) {
        setup.copied();
        context.redirect(HOME, HttpStatus.SEE_OTHER);
    }

    /** Lets pass only forms that this server has shown to whoever entered the code. */
    private Handler guarded(Handler page) {
        return context -> {
            if (setup.access().accepts(SetupCookie.read(context), field(context, "token"))) {
                page.handle(context);
            } else {
                askForCode(context, 403, "This form is not one of your session: enter the code again.");
            }
        };
    }

    private String token(Context context) {
        return setup.access().formToken(SetupCookie.read(context));
    }

    private static String field(Context context, String name) {
        return bounded(context.formParam(name));
    }

    private static String parameter(Context context, String name) {
        return bounded(context.queryParam(name));
    }

    private static String bounded(@Nullable String value) {
        return value == null || value.length() > LONGEST_FIELD ? "" : value.strip();
    }
}
