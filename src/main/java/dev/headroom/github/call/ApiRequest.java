package dev.headroom.github.call;

import dev.headroom.repository.RepositoryRef;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request to GitHub, without the caller's credentials.
 *
 * @param route the path with its variables unfilled, the only part that errors and metrics show
 * @param path the path below the REST base with its query; the route itself for GraphQL
 * @param effect what a repetition would do
 */
public record ApiRequest(
        String method, String route, String path, String accept, Optional<byte[]> body, Effect effect) {
    public static final String JSON = "application/vnd.github+json";
    static final String GRAPHQL_ROUTE = "/graphql";
    /** An archive, the one thing that GitHub serves from another host. */
    public static final String ARCHIVE_ROUTE = "/repos/{owner}/{repo}/zipball/{ref}";

    /** Where a code becomes a person's token: beside GitHub's pages, not below the REST base. */
    static final String USER_TOKEN_ROUTE = "/login/oauth/access_token";

    private static final Pattern VARIABLE = Pattern.compile("\\{[a-z_]+}");

    /** How a request may be treated. */
    public enum Effect {
        /** Changes nothing: may be repeated, and run beside others. */
        READ,
        /** Changes what people see: one at a time, at a pace, never repeated. */
        WRITE,
        /** Makes something that nobody sees, a token: needs no pace, never repeated. */
        GRANT
    }

    /** A GET of a route, its variables filled in order. */
    public static ApiRequest get(String route, Object... variables) {
        return new ApiRequest("GET", route, fill(route, variables), JSON, Optional.empty(), Effect.READ);
    }

    /** A GET of an address below the REST base that GitHub itself gave, as a list's next page. */
    public static ApiRequest at(String route, String path) {
        return new ApiRequest("GET", route, path, JSON, Optional.empty(), Effect.READ);
    }

    /** A changing request with a JSON body. */
    static ApiRequest write(String method, String route, byte[] body, Object... variables) {
        return new ApiRequest(method, route, fill(route, variables), JSON, Optional.of(body), Effect.WRITE);
    }

    static ApiRequest delete(String route, Object... variables) {
        return new ApiRequest("DELETE", route, fill(route, variables), JSON, Optional.empty(), Effect.WRITE);
    }

    /** A GET of a route of a repository, whose first two variables are its owner and name. */
    public static ApiRequest get(RepositoryRef repository, String route, Object... further) {
        return get(route, within(repository, further));
    }

    /** A changing request to a route of a repository, whose first two variables are its owner and name. */
    public static ApiRequest write(
            RepositoryRef repository, String method, String route, byte[] body, Object... further) {
        return write(method, route, body, within(repository, further));
    }

    /** A DELETE of a route of a repository, whose first two variables are its owner and name. */
    public static ApiRequest delete(RepositoryRef repository, String route, Object... further) {
        return delete(route, within(repository, further));
    }

    private static Object[] within(RepositoryRef repository, Object... further) {
        return Stream.concat(Stream.of(repository.owner(), repository.name()), Stream.of(further))
                .toArray();
    }

    /** A changing request that is all in its path. */
    public static ApiRequest post(String route, Object... variables) {
        return new ApiRequest("POST", route, fill(route, variables), JSON, Optional.empty(), Effect.WRITE);
    }

    /** A request for something secret that is all in its path. */
    public static ApiRequest grant(String route, Object... variables) {
        return new ApiRequest("POST", route, fill(route, variables), JSON, Optional.empty(), Effect.GRANT);
    }

    /** A request for a token, with a JSON body. */
    public static ApiRequest grantOf(String route, byte[] body, Object... variables) {
        return new ApiRequest("POST", route, fill(route, variables), JSON, Optional.of(body), Effect.GRANT);
    }

    static ApiRequest graphQl(byte[] body, Effect effect) {
        return new ApiRequest("POST", GRAPHQL_ROUTE, GRAPHQL_ROUTE, JSON, Optional.of(body), effect);
    }

    /** The request for a person's token, which holds the App's secret and so needs no other credentials. */
    public static ApiRequest userToken(byte[] body) {
        return new ApiRequest(
                "POST", USER_TOKEN_ROUTE, USER_TOKEN_ROUTE, "application/json", Optional.of(body), Effect.GRANT);
    }

    public ApiRequest query(String name, Object value) {
        return rawQuery(name, encode(value.toString()));
    }

    /** @param value as it stood in an address, and so encoded already */
    public ApiRequest rawQuery(String name, String value) {
        String separator = path.contains("?") ? "&" : "?";
        return new ApiRequest(method, route, path + separator + name + "=" + value, accept, body, effect);
    }

    boolean isGraphQl() {
        return route.equals(GRAPHQL_ROUTE);
    }

    boolean isArchive() {
        return route.equals(ARCHIVE_ROUTE);
    }

    boolean repeatable() {
        return effect == Effect.READ;
    }

    URI address(GitHubUrls urls) {
        if (route.equals(USER_TOKEN_ROUTE)) {
            return URI.create(urls.web() + path);
        }
        return isGraphQl() ? urls.graphQl() : urls.rest(path);
    }

    /** GitHub counts GraphQL apart from REST ({@code x-ratelimit-resource}). */
    String resource() {
        return isGraphQl() ? "graphql" : "core";
    }

    /** Method and route, for errors. */
    String title() {
        return method + " " + route;
    }

    private static String fill(String route, Object... variables) {
        Matcher variable = VARIABLE.matcher(route);
        StringBuilder path = new StringBuilder();
        for (Object value : variables) {
            if (!variable.find()) {
                throw new IllegalArgumentException("More values than variables in " + route);
            }
            variable.appendReplacement(path, Matcher.quoteReplacement(encode(value.toString())));
        }
        return variable.appendTail(path).toString();
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return "ApiRequest[" + title() + "]";
    }
}
