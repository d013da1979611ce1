package dev.headroom.setup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The guard of the setup page. Whoever can read the server's log has the code; it works once, and then the next one is
 * told, so that a second person who used a code does not go unseen.
 */
public final class SetupAccess {
    /** Without letters and digits that look alike. */
    private static final String ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789";

    private static final int GROUPS = 4;
    private static final int GROUP = 5;
    static final int MOST_ATTEMPTS = 5;
    static final Duration PAUSE = Duration.ofMinutes(1);
    /** How long whoever has entered the code may take. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final int TOKEN_BYTES = 32;

    private final SecureRandom random;
    private final Clock clock;
    private final Consumer<String> announcement;
    private String code;
    private int attempts;
    private Instant pausedUntil = Instant.EPOCH;
    private Optional<Session> current = Optional.empty();

    /** @param announcement is told each code that will work next */
    public SetupAccess(SecureRandom random, Clock clock, Consumer<String> announcement) {
        this.random = random;
        this.clock = clock;
        this.announcement = announcement;
        this.code = newCode();
    }

    /** Somebody who has entered the code. */
    private record Session(String cookie, String form, Instant until) {}

    /** What came of entering a code. */
    public sealed interface Entry {
        /** @param cookie what the browser is to show from now on */
        record Admitted(String cookie) implements Entry {}

        record Wrong() implements Entry {}

        /** Too many were wrong. */
        record Paused(Duration remaining) implements Entry {}
    }

    /** Tells the code that works next. */
    public synchronized void announce() {
        announcement.accept(code);
    }

    /** Exchanges a code for a session; the one before it ends. */
    public synchronized Entry enter(String claimed) {
        Instant now = clock.instant();
        if (now.isBefore(pausedUntil)) {
            return new Entry.Paused(Duration.between(now, pausedUntil));
        }
        if (!same(bare(code), bare(claimed))) {
            if (++attempts >= MOST_ATTEMPTS) {
                attempts = 0;
                pausedUntil = now.plus(PAUSE);
            }
            return new Entry.Wrong();
        }
        attempts = 0;
        code = newCode();
        announce();
        Session session = new Session(token(), token(), now.plus(LIFETIME));
        current = Optional.of(session);
        return new Entry.Admitted(session.cookie());
    }

    /** Whether a browser shows the cookie of whoever has entered the code last. */
    public boolean admits(String cookie) {
        return session(cookie).isPresent();
    }

    /** What forms of this session carry, so that no other page can send one. */
    public String formToken(String cookie) {
        return session(cookie).map(Session::form).orElse("");
    }

    /** Whether a form is one of this session. */
    public boolean accepts(String cookie, String formToken) {
        return session(cookie)
                .filter(session -> same(session.form(), formToken))
                .isPresent();
    }

    private synchronized Optional<Session> session(String cookie) {
        return current.filter(session -> clock.instant().isBefore(session.until()) && same(session.cookie(), cookie));
    }

    private static boolean same(String secret, String claimed) {
        return MessageDigest.isEqual(secret.getBytes(UTF_8), claimed.getBytes(UTF_8));
    }

    /** As people may type it. */
    private static String bare(String code) {
        return code.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", "");
    }

    private String newCode() {
        return random.ints((long) GROUPS * GROUP, 0, ALPHABET.length())
                .mapToObj(index -> String.valueOf(ALPHABET.charAt(index)))
                .collect(Collectors.joining())
                .replaceAll("(.{" + GROUP + "})(?=.)", "$1-");
    }

    /** Nobody guesses it. */
    String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
