package dev.headroom.web;

import java.net.URI;
import java.util.Optional;

/**
 * What the pages say of the server itself.
 *
 * @param version as {@code headroom --version} has it
 * @param publicUrl where people reach the server; sessions are kept to https where it says so
 * @param gitHub the base of GitHub's pages
 */
public record About(String version, Optional<URI> publicUrl, URI gitHub) {
    boolean secure() {
        return publicUrl
                .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                .isPresent();
    }
}
