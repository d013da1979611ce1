package dev.headroom.demo.standin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The table of routes, looked up by method and path. */
final class Router {
    private final List<Route> routes = new ArrayList<>();

    /** Who may call a route. */
    enum Access {
        /** The App itself, by its JWT. */
        APP,
        /** One of its installations, by a token. */
        INSTALLATION
    }

    /** A path with variable segments in braces; the last may end in {@code *} and then takes the rest. */
    record Route(String method, String path, Access access, Function<ApiRequest, Answer> handler) {}

    /** A route with the request whose variable segments it has named. */
    record Match(Route route, ApiRequest request) {}

    void add(String method, String path, Access access, Function<ApiRequest, Answer> handler) {
        routes.add(new Route(method, path, access, handler));
    }

    Optional<Match> find(ApiRequest request) {
        for (Route route : routes) {
            if (route.method().equals(request.method())) {
                Optional<Map<String, String>> params =
                        params(route.path().split("/"), request.path().split("/"));
                if (params.isPresent()) {
                    return Optional.of(new Match(route, request.withParams(params.get())));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Map<String, String>> params(String[] wanted, String[] given) {
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (i >= given.length) {
                return Optional.empty();
            }
            if (wanted[i].endsWith("*}")) {
                String rest = String.join("/", List.of(given).subList(i, given.length));
                params.put(wanted[i].substring(1, wanted[i].length() - 2), rest);
                return Optional.of(params);
            }
            if (wanted[i].startsWith("{")) {
                params.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return wanted.length == given.length ? Optional.of(params) : Optional.empty();
    }
}
