package dev.headroom.signin;

import java.time.Instant;
import java.util.Optional;

/** The durable record of sessions, which all replicas share; each method is one transaction. */
public interface SessionBook {

    /** Keeps a session that begins. */
    void open(Entry session);

    Optional<Entry> find(String idHash);

    /** Notes that a session is in use. */
    void seen(String idHash, Instant at);

    /** Forgets a session. */
    void close(String idHash);

    /**
     * Marks a sign-in as used, unless it was before.
     *
     * @param until when it could not be used any more anyway
     * @return whether this was its first use
     */
    boolean use(String stateHash, Instant until);

    /** Forgets the sessions and used sign-ins that have ended. */
    void forget(Instant now);

    /**
     * A session as it is kept: who reads it can neither take its place nor use its token.
     *
     * @param idHash SHA-256 of what the browser holds, in hexadecimal digits
     * @param sealedToken the person's token, encrypted
     */
    record Entry(String idHash, Person person, String sealedToken, Instant opened, Instant seen, Instant ends) {}
}
