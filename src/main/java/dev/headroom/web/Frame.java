package dev.headroom.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every page has around its content.
 *
 * @param entries the main navigation
 * @param visitor who is signed in; null for nobody
 * @param signIn the address that signs in and comes back here; null where sign-in is switched off
 */
public record Frame(
        String title,
        String stylesheet,
        String version,
        List<Entry> entries,
        @Nullable Visitor visitor,
        @Nullable String signIn) {

    /** An entry of the navigation. */
    public record Entry(String address, String label, boolean current) {}

    /** @param csrf what the forms of the page carry */
    public record Visitor(String login, String csrf) {}
}
