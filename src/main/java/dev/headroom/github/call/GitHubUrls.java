package dev.headroom.github.call;

import dev.headroom.repository.GitHubFailure;
import java.net.URI;
import java.util.Locale;

/**
 * The addresses of GitHub's REST and GraphQL interfaces.
 *
 * <p>GitHub Enterprise Server serves REST at {@code /api/v3} and GraphQL at {@code /api/graphql}; github.com and
 * GitHub Enterprise Cloud serve them at the root of an API host.
 */
public record GitHubUrls(URI rest, URI graphQl) {
    private static final String SERVER_PATH = "/api/v3";

    /**
     * Derives both addresses from the base of the REST interface.
     *
     * @throws IllegalArgumentException with one sentence for a person when the address cannot be GitHub's
     */
    public static GitHubUrls of(String apiBase) {
        URI base = parse(apiBase.strip().replaceFirst("/+$", ""));
        String path = base.getPath();
        if (path.equals(SERVER_PATH)) {
            return new GitHubUrls(base, base.resolve("/api/graphql"));
        }
        if (!path.isEmpty() || base.getHost().equalsIgnoreCase("github.com")) {
            throw new IllegalArgumentException(
                    "The GitHub URL must be https://api.github.com, or https://HOST/api/v3 for GitHub Enterprise"
                            + " Server.");
        }
        return new GitHubUrls(base, base.resolve("/graphql"));
    }

    private static URI parse(String apiBase) {
        URI base;
        try {
            base = URI.create(apiBase);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("The GitHub URL is not a URL.", e);
        }
        String scheme = base.getScheme() == null ? "" : base.getScheme().toLowerCase(Locale.ROOT);
        boolean web = scheme.equals("https") || scheme.equals("http");
        if (!web || base.getHost() == null || base.getUserInfo() != null || base.getQuery() != null) {
            throw new IllegalArgumentException(
                    "The GitHub URL must begin with https:// and hold nothing but a host, a port and /api/v3.");
        }
        return base;
    }

    /** The full address of a path (with its query) below the REST base. */
    URI rest(String pathAndQuery) {
        return URI.create(rest + pathAndQuery);
    }

    /** The base of the pages that people see, such as {@code https://github.com}. */
    public URI web() {
        String host = rest.getHost().replaceFirst("^api\\.", "");
        return URI.create(rest.getScheme() + "://" + host + (rest.getPort() < 0 ? "" : ":" + rest.getPort()));
    }

    /**
     * The path and query below the REST base of an address that GitHub gave, as in a {@code Link} header.
     *
     * @throws GitHubFailure when it leads elsewhere, for a token must not follow it
     */
    public String belowRest(URI address) {
        String below = rest.getRawPath();
        if (!sameOrigin(address) || !address.getRawPath().startsWith(below + "/")) {
            throw new GitHubFailure(
                    GitHubFailure.Kind.REJECTED,
                    "GitHub named an address outside of " + rest.getHost() + ", which is not followed.");
        }
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return address.getRawPath().substring(below.length()) + query;
    }

    boolean sameOrigin(URI address) {
        return rest.getScheme().equalsIgnoreCase(address.getScheme())
                && rest.getHost().equalsIgnoreCase(address.getHost())
                && port(rest) == port(address);
    }

    private static int port(URI address) {
        boolean secure = "https".equalsIgnoreCase(address.getScheme());
        return address.getPort() >= 0 ? address.getPort() : secure ? 443 : 80;
    }
}
