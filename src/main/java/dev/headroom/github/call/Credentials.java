package dev.headroom.github.call;

/** What a caller shows GitHub to be let in. */
public interface Credentials {

    /** The value to send as {@code Authorization: Bearer}; empty for none. */
    String bearer();

    /** Forgets a value that GitHub answered with 401; one that has been replaced meanwhile stays. */
    void reject(String bearer);
}
