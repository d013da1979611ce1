package dev.headroom.demo.standin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What opens the API: the App's JWT, signed with its key, and the installation tokens given for it. */
final class AppAuthentication {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_JWT = Duration.ofMinutes(10);
    /** GitHub forgives clocks that differ a little. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    private final long appId;
    private final PublicKey publicKey;
    private final Clock clock;
    private final Map<String, Instant> tokens = new HashMap<>();

    AppAuthentication(long appId, PublicKey publicKey, Clock clock) {
        this.appId = appId;
        this.publicKey = publicKey;
        this.clock = clock;
    }

    /** A fresh installation token. */
    record Token(String value, Instant expiresAt) {}

    Token issue() {
        Token token = new Token(
                "ghs_demo%036d".formatted(tokens.size() + 1), clock.instant().plus(Duration.ofHours(1)));
        tokens.put(token.value(), token.expiresAt());
        return token;
    }

    /** Throws the refusal that GitHub answers where the request may not call such a route. */
    void check(Router.Access access, ApiRequest request) {
        String credential = credential(request).orElseThrow(() -> Refusal.unauthorized("Requires authentication"));
        switch (access) {
            case APP -> checkJwt(credential);
            case INSTALLATION -> {
                if (!tokens.getOrDefault(credential, Instant.MIN).isAfter(clock.instant())) {
                    throw Refusal.unauthorized("Bad credentials");
                }
            }
        }
    }

    private static Optional<String> credential(ApiRequest request) {
        return request.authorization()
                .filter(header ->
                        header.regionMatches(true, 0, "Bearer ", 0, 7) || header.regionMatches(true, 0, "token ", 0, 6))
                .map(header -> header.substring(header.indexOf(' ') + 1).strip());
    }

    private void checkJwt(String jwt) {
        String[] parts = jwt.split("\\.", -1);
        if (parts.length != 3 || !signedByApp(parts)) {
            throw Refusal.unauthorized("A JSON web token could not be decoded");
        }
        JsonNode claims = decode(parts[1]);
        Instant now = clock.instant();
        Instant issued = Instant.ofEpochSecond(claims.path("iat").asLong());
        Instant expires = Instant.ofEpochSecond(claims.path("exp").asLong());
        if (issued.isAfter(now.plus(SKEW))) {
            throw Refusal.unauthorized("'Issued at' claim ('iat') must be an Integer representing the time that the"
                    + " assertion was issued");
        }
        if (!expires.isAfter(now)) {
            throw Refusal.unauthorized("'Expiration time' claim ('exp') must be a numeric value representing the future"
                    + " time at which the assertion expires");
        }
        if (expires.isAfter(now.plus(LONGEST_JWT).plus(SKEW))) {
            throw Refusal.unauthorized("'Expiration time' claim ('exp') is too far in the future");
        }
        if (!claims.path("iss").asText().equals(Long.toString(appId))) {
            throw Refusal.notFound();
        }
    }

    private boolean signedByApp(String[] parts) {
        try {
            if (!decode(parts[0]).path("alg").asText().equals("RS256")) {
                return false;
            }
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(publicKey);
            signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static JsonNode decode(String part) {
        try {
            return JSON.readTree(Base64.getUrlDecoder().decode(part));
        } catch (IOException | IllegalArgumentException e) {
            throw Refusal.unauthorized("A JSON web token could not be decoded");
        }
    }
}
