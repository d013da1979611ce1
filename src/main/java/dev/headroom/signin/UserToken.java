package dev.headroom.signin;

import java.time.Duration;
import java.util.Optional;

/**
 * A token by which GitHub answers as it would answer a person.
 *
 * @param lifetime how long it is good for; empty for an App whose tokens do not expire
 */
public record UserToken(String value, Optional<Duration> lifetime) {

    /** Without the secret. */
    @Override
    public String toString() {
        return "UserToken[" + lifetime.map(Duration::toString).orElse("") + "]";
    }
}
