package dev.headroom.github;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The routes that the github-api library is used for, found again in the paths it asks for. */
final class HubRoutes {
    private static final Pattern VARIABLE = Pattern.compile("\\{[a-z_]+}");

    private static final List<Route> ROUTES = List.of(
            route("/app"),
            route("/repos/{owner}/{repo}/installation"),
            route("/repos/{owner}/{repo}/git/trees/{tree_sha}"),
            route("/repos/{owner}/{repo}/git/blobs/{file_sha}"),
            route("/repos/{owner}/{repo}/commits/{ref}/check-runs"),
            route("/repos/{owner}/{repo}/check-runs/{check_run_id}"),
            route("/repos/{owner}/{repo}/check-runs"));

    private HubRoutes() {}

    /** The route of a path; {@code /other} keeps a path that nobody foresaw, and its names, out of metrics and errors. */
    static String of(String path) {
        String bare = path.replaceFirst("\\?.*", "");
        return ROUTES.stream()
                .filter(route -> route.pattern().matcher(bare).matches())
                .map(Route::template)
                .findFirst()
                .orElse("/other");
    }

    private static Route route(String template) {
        Matcher variable = VARIABLE.matcher(template);
        return new Route(template, Pattern.compile(variable.replaceAll("[^/]+")));
    }

    private record Route(String template, Pattern pattern) {}
}
