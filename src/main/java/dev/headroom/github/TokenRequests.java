package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headroom.github.InstallationToken.Token;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.github.call.GitHubSession;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.GitHubFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The requests for installations' tokens, each narrowed to one repository with its organisation's defaults, and to what a
 * kind of work needs.
 *
 * <p>GitHub refuses (422) a token that is to have more than the installation has. Then one with less is asked for: without
 * the defaults, with the permissions that were granted, last for all repositories, since the one may have been renamed. No
 * token ever has more permissions than the work needs.
 */
final class TokenRequests {
    private static final String INSTALLATION = "/app/installations/{installation_id}";
    /** A token must outlive the requests begun with it. */
    private static final Duration RESERVE = Duration.ofMinutes(5);
    /** How long one is used that is not what was wanted: what an owner grants must count soon. */
    private static final Duration MAKESHIFT = Duration.ofMinutes(5);

    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Set<String> LEVELS = Set.of("read", "write", "admin");

    private final GitHubSession app;
    private final Clock clock;
    /** Installations in whose reach are no defaults of the organisation. */
    private final Cache<Long, Boolean> withoutDefaults;

    TokenRequests(GitHubSession app, Clock clock) {
        this.app = app;
        this.clock = clock;
        this.withoutDefaults = Caffeine.newBuilder()
                .maximumSize(MOST_REMEMBERED)
                .expireAfterWrite(MEMORY)
                .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
                .build();
    }

    /**
     * Asks for a token.
     *
     * @param repository its name; empty for all of the installation
     * @throws GitHubFailure {@code UNAUTHORIZED} where the App is not installed, or suspended
     */
    Token token(long installation, Optional<String> repository, Grant grant) {
        Map<String, String> permissions = new TreeMap<>(grant.permissions());
        permissions.put("metadata", "read");
        try {
            return granted(new Wish(installation, repository, permissions));
        } catch (GitHubFailure e) {
            if (e.kind() == GitHubFailure.Kind.NOT_FOUND || e.kind() == GitHubFailure.Kind.FORBIDDEN) {
                throw new GitHubFailure(
                        GitHubFailure.Kind.UNAUTHORIZED,
                        "Installation " + installation + " of the App is removed or suspended.",
                        Optional.empty(),
                        e);
            }
            throw e;
        }
    }

    private Token granted(Wish wish) {
        Optional<Token> whole = repositories(wish);
        if (whole.isPresent()) {
            return whole.get();
        }
        Wish possible = wish.within(permissions(wish.installation()));
        Optional<Token> less = possible.equals(wish) ? Optional.empty() : repositories(possible);
        Token token = less.or(() -> ask(possible, List.of())).orElseThrow(() -> unanswered(wish.installation()));
        Instant makeshift = clock.instant().plus(MAKESHIFT);
        return token.goodUntil().isBefore(makeshift) ? token : new Token(token.value(), makeshift);
    }

    /** A token for the repository, with the organisation's defaults where the installation has them. */
    private Optional<Token> repositories(Wish wish) {
        if (wish.repository().isEmpty()) {
            return ask(wish, List.of());
        }
        String name = wish.repository().get();
        if (name.equals(ConfigurationFiles.DEFAULTS)) {
            // Who works on them has heard of them.
            withoutDefaults.invalidate(wish.installation());
            return ask(wish, List.of(name));
        }
        if (withoutDefaults.getIfPresent(wish.installation()) != null) {
            return ask(wish, List.of(name));
        }
        return ask(wish, List.of(name, ConfigurationFiles.DEFAULTS)).or(() -> {
            Optional<Token> alone = ask(wish, List.of(name));
            alone.ifPresent(_ -> withoutDefaults.put(wish.installation(), true));
            return alone;
        });
    }

    /** The token; empty where GitHub gives none such. */
    private Optional<Token> ask(Wish wish, List<String> repositories) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        if (!repositories.isEmpty()) {
            repositories.forEach(body.putArray("repositories")::add);
        }
        ObjectNode permissions = body.putObject("permissions");
        wish.permissions().forEach(permissions::put);
        ApiRequest request =
                ApiRequest.grantOf(INSTALLATION + "/access_tokens", ApiResponse.bytes(body), wish.installation());
        try {
            JsonNode answer = app.send(request).json();
            Instant expiry = Instant.parse(answer.path("expires_at").asText());
            return Optional.of(new Token(answer.path("token").asText(), expiry.minus(RESERVE)));
        } catch (DateTimeParseException e) {
            throw unanswered(wish.installation());
        } catch (GitHubFailure e) {
            if (e.kind() == GitHubFailure.Kind.REJECTED) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static GitHubFailure unanswered(long installation) {
        return new GitHubFailure(
                GitHubFailure.Kind.TRANSIENT, "GitHub gave installation " + installation + " no token.");
    }

    /** What the installation's owner has granted. */
    private Map<String, String> permissions(long installation) {
        Map<String, String> granted = new TreeMap<>();
        app.send(ApiRequest.get(INSTALLATION, installation))
                .json()
                .path("permissions")
                .properties()
                .forEach(entry -> granted.put(entry.getKey(), entry.getValue().asText()));
        return granted;
    }

    /** What is asked for. */
    private record Wish(long installation, Optional<String> repository, Map<String, String> permissions) {

        /** The same with no more than was granted. */
        Wish within(Map<String, String> granted) {
            Map<String, String> common = new TreeMap<>();
            permissions.forEach((name, wanted) -> {
                String has = granted.getOrDefault(name, "none");
                if (LEVELS.contains(has)) {
                    common.put(name, wanted.equals("read") || has.equals("read") ? "read" : wanted);
                }
            });
            return new Wish(installation, repository, common);
        }
    }
}
