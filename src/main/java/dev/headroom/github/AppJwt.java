package dev.headroom.github;

import dev.headroom.github.call.Credentials;
import io.jsonwebtoken.Jwts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;

/**
 * The signed JSON Web Token by which the App itself is known.
 *
 * <p>GitHub takes RS256, an {@code iat} that is not in its future and an {@code exp} at most ten minutes ahead, both by
 * its own clock; hence the minute of slack on either side ("Generating a JSON Web Token (JWT) for a GitHub App").
 */
final class AppJwt implements Credentials {
    private static final Duration SLACK = Duration.ofSeconds(60);
    private static final Duration LIFETIME = Duration.ofMinutes(9);

    private final String appId;
    private final AppKey key;
    private final Clock clock;
    private Optional<Signed> current = Optional.empty();

    AppJwt(String appId, AppKey key, Clock clock) {
        this.appId = appId;
        this.key = key;
        this.clock = clock;
    }

    @Override
    public synchronized String bearer() {
        Instant now = clock.instant();
        Signed signed =
                current.filter(jwt -> now.isBefore(jwt.expiry().minus(SLACK))).orElseGet(() -> sign(now));
        current = Optional.of(signed);
        return signed.jwt();
    }

    @Override
    public synchronized void reject(String bearer) {
        current = current.filter(signed -> !signed.jwt().equals(bearer));
    }

    private Signed sign(Instant now) {
        Instant expiry = now.plus(LIFETIME);
        String jwt = Jwts.builder()
                .issuer(appId)
                .issuedAt(Date.from(now.minus(SLACK)))
                .expiration(Date.from(expiry))
                .signWith(key.rsa(), Jwts.SIG.RS256)
                .compact();
        return new Signed(jwt, expiry);
    }

    private record Signed(String jwt, Instant expiry) {}
}
