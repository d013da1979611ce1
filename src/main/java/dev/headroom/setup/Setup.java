package dev.headroom.setup;

import dev.headroom.repository.GitHubFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The way to a registered App: a form, GitHub's page, and back with a code that is exchanged for credentials. Safe for use
 * by many threads.
 */
public final class Setup {
    /** GitHub's codes work for an hour. */
    static final Duration PATIENCE = Duration.ofHours(1);

    private static final int MOST_PENDING = 20;
    private static final int SUFFIX = 5;
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,200}");

    private final AppManifest manifest;
    private final Optional<GitHubSite> given;
    private final RequestReader reader;
    private final Registrar registrar;
    private final SetupAccess access;
    private final Clock clock;
    private final Map<String, Pending> pending = new LinkedHashMap<>();
    private Stage stage = new Stage.Open();
    private Optional<String> page = Optional.empty();

    /** @param given the GitHub that an operator has set; empty where the person chooses */
    public Setup(
            AppManifest manifest, Optional<GitHubSite> given, Registrar registrar, SetupAccess access, Clock clock) {
        this.manifest = manifest;
        this.given = given;
        this.reader = new RequestReader(given, registrar);
        this.registrar = registrar;
        this.access = access;
        this.clock = clock;
    }

    private record Pending(RegistrationRequest request, Instant until) {}

    public SetupAccess access() {
        return access;
    }

    public Optional<GitHubSite> given() {
        return given;
    }

    public synchronized Stage stage() {
        return stage;
    }

    /** The App's public page, once it is registered. */
    public synchronized Optional<String> page() {
        return page;
    }

    /**
     * The form for GitHub, good for an hour.
     *
     * @throws SetupRefused when the person's form cannot be used
     */
    public ManifestForm begin(SetupForm form) {
        RegistrationRequest request = reader.read(form);
        String state = access.token();
        synchronized (this) {
            if (!(stage instanceof Stage.Open)) {
                throw new SetupRefused("The App is registered already.");
            }
            pending.put(state, new Pending(request, clock.instant().plus(PATIENCE)));
            Iterator<String> oldest = pending.keySet().iterator();
            while (pending.size() > MOST_PENDING) {
                oldest.next();
                oldest.remove();
            }
        }
        return ManifestForm.of(
                manifest, request, access.token().replaceAll("[_-]", "").substring(0, SUFFIX), state);
    }

    /**
     * Takes up what GitHub sent the browser back with.
     *
     * @throws SetupRefused when it is not what was waited for, or GitHub does not give the credentials
     */
    public void complete(String state, String code) {
        RegistrationRequest request = take(state);
        if (!CODE.matcher(code).matches()) {
            throw new SetupRefused("GitHub sent no code: begin again.");
        }
        RegisteredApp registered;
        try {
            registered = registrar.convert(request.site(), code);
        } catch (GitHubFailure e) {
            throw refused(state, request, e);
        }
        Map<String, String> settings = registered.settings(request);
        if (given.isPresent()) {
            settings.remove("HEADROOM_GITHUB_URL");
        }
        enter(registered, kept(request, settings));
        if (stage() instanceof Stage.Starting) {
            registrar.start(settings);
        }
    }

    private synchronized RegistrationRequest take(String state) {
        // Whoever guesses must guess 256 bits, so how long a look takes is of no matter.
        Pending found = pending.remove(state);
        if (found == null) {
            throw new SetupRefused(
                    "This answer of GitHub was not waited for, or was taken up before: begin again here.");
        }
        if (clock.instant().isAfter(found.until())) {
            throw new SetupRefused("More than an hour has passed, so GitHub's answer is worth nothing any more: begin"
                    + " again, and delete the App that GitHub made meanwhile.");
        }
        return found.request();
    }

    /** After an answer that was lost the same address can be loaded again: the code is still good. */
    private SetupRefused refused(String state, RegistrationRequest request, GitHubFailure failure) {
        return switch (failure.kind()) {
            case TRANSIENT, RATE_LIMITED -> {
                synchronized (this) {
                    pending.put(state, new Pending(request, clock.instant().plus(PATIENCE)));
                }
                yield new SetupRefused(failure.getMessage() + " Load this page again in a minute.");
            }
            case NOT_FOUND ->
                new SetupRefused(
                        "GitHub does not know this code: it works once, and for an hour. Begin again, and delete"
                                + " the App that GitHub made.");
            case REJECTED, FORBIDDEN, UNAUTHORIZED ->
                new SetupRefused(failure.getMessage() + " Begin again, and delete the App that GitHub made.");
        };
    }

    private Stage kept(RegistrationRequest request, Map<String, String> settings) {
        if (!request.keep()) {
            return new Stage.Shown("", settings);
        }
        try {
            registrar.keep(settings);
            return new Stage.Starting();
        } catch (IOException e) {
            return new Stage.Shown("The data directory cannot be written to, so they are not stored.", settings);
        }
    }

    private synchronized void enter(RegisteredApp registered, Stage next) {
        page = Optional.of(registered.page());
        pending.clear();
        stage = next;
    }

    /** The person has copied the credentials: they are not shown again, and the server goes on. */
    public void copied() {
        Map<String, String> settings;
        synchronized (this) {
            if (!(stage instanceof Stage.Shown shown)) {
                return;
            }
            settings = shown.settings();
            stage = new Stage.Starting();
        }
        registrar.start(settings);
    }

    /** The server could not be started. */
    public synchronized void failed(String sentence) {
        stage = new Stage.Failed(sentence);
    }
}
