package dev.headroom.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.jsonwebtoken.Claims;
import io.jsonwebtoken.Jws;
import io.jsonwebtoken.Jwts;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

class AppJwtTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");
    private final MovableClock clock = new MovableClock(START);
    private final AppJwt jwt = new AppJwt("4711", AppKey.parse(Keys.PKCS1), clock);

    @Test
    void saysWhoTheAppIsWithinTheTimesThatGitHubTakes() {
        Jws<Claims> signed = Jwts.parser()
                .verifyWith(Keys.PAIR.getPublic())
                .clock(() -> Date.from(clock.instant()))
                .build()
                .parseSignedClaims(jwt.bearer());

        assertThat(signed.getHeader().getAlgorithm()).isEqualTo("RS256");
        assertThat(signed.getPayload().getIssuer()).isEqualTo("4711");
        assertThat(signed.getPayload().getIssuedAt()).isEqualTo(Date.from(START.minusSeconds(60)));
        assertThat(signed.getPayload().getExpiration()).isEqualTo(Date.from(START.plusSeconds(540)));
    }

    @Test
    void isSignedAgainWhenItNearsItsEndOrWasRejected() {
        String first = jwt.bearer();
        clock.advance(Duration.ofSeconds(479));
        assertThat(jwt.bearer()).isEqualTo(first);

        clock.advance(Duration.ofSeconds(1));
        String second = jwt.bearer();
        assertThat(second).isNotEqualTo(first);

        jwt.reject(first);
        clock.advance(Duration.ofSeconds(10));
        assertThat(jwt.bearer()).isEqualTo(second);
        jwt.reject(second);
        assertThat(jwt.bearer()).isNotEqualTo(second);
    }
}
