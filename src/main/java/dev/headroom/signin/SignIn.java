package dev.headroom.signin;

import dev.headroom.analysis.finding.Sha256;
import dev.headroom.repository.GitHubFailure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Sign-in with GitHub by the App's web flow ("Generating a user access token for a GitHub App"), with PKCE (RFC 7636) and
 * a state that is bound to the browser and used once.
 *
 * <p>What is to be remembered between the two halves is in a sealed cookie, so that asking to sign in costs the database
 * nothing.
 */
public final class SignIn {
    /** How long a session lasts at most. */
    public static final Duration LONGEST = Duration.ofHours(8);
    /** How long a session lasts that nobody uses. */
    public static final Duration LONGEST_IDLE = Duration.ofHours(1);
    /** How long a person may take on GitHub's page. */
    public static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration NOTICE = Duration.ofMinutes(1);
    private static final String PENDING = "sign-in under way";
    private static final String TOKEN = "token of ";

    private final Gatekeeper gatekeeper;
    private final SessionBook book;
    private final Seal seal;
    private final Optional<URI> back;
    private final Clock clock;

    /** @param publicUrl where people reach the server; empty to be sent back to what the App's page says */
    public SignIn(Gatekeeper gatekeeper, SessionBook book, Seal seal, Optional<URI> publicUrl, Clock clock) {
        this.gatekeeper = gatekeeper;
        this.book = book;
        this.seal = seal;
        this.back = publicUrl.map(url -> URI.create(url.toString().replaceFirst("/+$", "") + "/login/callback"));
        this.clock = clock;
    }

    /**
     * A sign-in that begins.
     *
     * @param page where the person is sent
     * @param cookie what the browser has to bring back
     */
    public record Begun(URI page, String cookie) {}

    /** What came of a sign-in. */
    public sealed interface Ended {

        /**
         * It succeeded.
         *
         * @param cookie what the browser shows from now on
         * @param path where the person wanted to go
         */
        record Admitted(Person person, String cookie, String path) implements Ended {}

        /** It did not; the reason is one sentence. */
        record Refused(String reason) implements Ended {}
    }

    /** Begins a sign-in that leads to a path of this server. */
    public Begun begin(String wanted) {
        String state = seal.unguessable();
        String verifier = seal.unguessable();
        Instant until = clock.instant().plus(PATIENCE);
        String pending = String.join("\n", state, verifier, until.toString(), LocalPath.of(wanted));
        return new Begun(gatekeeper.page(state, challenge(verifier), back), seal.closed(pending, PENDING));
    }

    private static String challenge(String verifier) {
        try {
            return Seal.encoded(
                    MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * Ends a sign-in by what the browser brings back from GitHub; each is empty where it is missing.
     *
     * @param cookie as it was begun with
     * @param error GitHub's, where the person did not agree
     * @throws GitHubFailure when GitHub could not be asked
     */
    public Ended end(String cookie, String state, String code, String error) {
        Optional<Pending> begun = seal.opened(cookie, PENDING).map(Pending::of);
        if (begun.isEmpty()) {
            return new Ended.Refused("This sign-in was not begun in this browser, or was finished before.");
        }
        Pending pending = begun.get();
        if (!same(pending.state(), state)) {
            return new Ended.Refused("This sign-in is not the one that was begun in this browser.");
        }
        if (!clock.instant().isBefore(pending.until())) {
            return new Ended.Refused("This sign-in took longer than " + PATIENCE.toMinutes() + " minutes.");
        }
        // Here and not with sessions: whoever only begins leaves nothing, whoever comes back leaves a row for ten
        // minutes.
        book.forget(clock.instant());
        if (!book.use(Sha256.hex(state), pending.until())) {
            return new Ended.Refused("This sign-in was finished before.");
        }
        if (!error.isEmpty() || code.isEmpty()) {
            return new Ended.Refused(
                    error.equals("access_denied")
                            ? "You did not agree on GitHub, so you are not signed in."
                            : "GitHub did not let you sign in.");
        }
        return exchange(pending, code);
    }

    private Ended exchange(Pending pending, String code) {
        UserToken token;
        try {
            token = gatekeeper.exchange(code, pending.verifier(), back);
        } catch (GitHubFailure e) {
            if (e.kind() == GitHubFailure.Kind.REJECTED) {
                return new Ended.Refused("GitHub does not accept the code of this sign-in any more.");
            }
            throw e;
        }
        Person person = gatekeeper.person(token);
        return new Ended.Admitted(person, open(person, token), pending.path());
    }

    /** A session under a new id, so that nothing known before is worth anything. */
    private String open(Person person, UserToken token) {
        String id = seal.unguessable();
        String hash = Sha256.hex(id);
        Instant now = clock.instant();
        Duration lifetime =
                token.lifetime().filter(shown -> shown.compareTo(LONGEST) < 0).orElse(LONGEST);
        book.open(new SessionBook.Entry(
                hash, person, seal.closed(token.value(), TOKEN + hash), now, now, now.plus(lifetime)));
        return id;
    }

    /** The session that a browser shows; empty where it has ended. */
    public Optional<Session> session(String cookie) {
        String hash = Sha256.hex(cookie);
        Optional<SessionBook.Entry> known = book.find(hash);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        SessionBook.Entry entry = known.get();
        Instant now = clock.instant();
        Optional<String> token = seal.opened(entry.sealedToken(), TOKEN + hash);
        boolean idle = !now.isBefore(entry.seen().plus(LONGEST_IDLE));
        if (idle || !now.isBefore(entry.ends()) || token.isEmpty()) {
            book.close(hash);
            return Optional.empty();
        }
        if (!now.isBefore(entry.seen().plus(NOTICE))) {
            book.seen(hash, now);
        }
        return token.map(value ->
                new Session(hash, entry.person(), new UserToken(value, Optional.empty()), seal.signed("csrf " + hash)));
    }

    /** Whether a form that a browser sends was made for its session. */
    public boolean accepts(Session session, String csrf) {
        return same(session.csrf(), csrf);
    }

    /** Signs out. */
    public void end(Session session) {
        book.close(session.idHash());
    }

    private static boolean same(String known, String given) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    /** What is remembered of a sign-in under way. */
    private record Pending(String state, String verifier, Instant until, String path) {
        static Pending of(String text) {
            String[] parts = text.split("\n", 4);
            return new Pending(parts[0], parts[1], Instant.parse(parts[2]), parts[3]);
        }
    }
}
