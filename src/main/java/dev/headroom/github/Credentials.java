package dev.headroom.github;

/** What a caller shows GitHub to be let in. */
interface Credentials {

    /** The value to send as {@code Authorization: Bearer}; empty for none. */
    String bearer();

    /** Forgets a value that GitHub answered with 401; one that has been replaced meanwhile stays. */
    void reject(String bearer);
}
