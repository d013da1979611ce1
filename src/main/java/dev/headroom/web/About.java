package dev.headroom.web;

import java.net.URI;
import java.util.Optional;

/**
 * What the pages say of the server itself.
 *
 * @param version as {@code headroom --version} has it
 * @param publicUrl where people reach the server; sessions are kept to https where it says so
 */
public record About(String version, Optional<URI> publicUrl) {
    boolean secure() {
        return publicUrl
                .filter(url -> "https".equalsIgnoreCase(url.getScheme()))
                .isPresent();
    }
}
