package dev.headroom.demo.standin;

import static dev.headroom.demo.standin.Router.Access.APP;

import java.util.List;
import java.util.Map;

/** The routes of the App itself: who it is, where it is installed, and the tokens for that. */
final class AppRoutes {
    private static final Map<String, String> PERMISSIONS =
            Map.of("checks", "write", "contents", "write", "metadata", "read", "pull_requests", "write");

    private final HostedRepository repository;
    private final Documents documents;
    private final AppAuthentication authentication;

    AppRoutes(HostedRepository repository, Documents documents, AppAuthentication authentication) {
        this.repository = repository;
        this.documents = documents;
        this.authentication = authentication;
    }

    void addTo(Router router) {
        router.add("GET", "/app", APP, _ -> Answer.ok(app()));
        // Nothing is ever missed: the demo waits for each answer.
        router.add("GET", "/app/hook/deliveries", APP, _ -> Answer.ok(List.of()));
        router.add("GET", "/app/installations/{installation}", APP, request -> {
            requireInstallation(request);
            return Answer.ok(installation());
        });
        router.add("POST", "/app/installations/{installation}/access_tokens", APP, this::token);
        router.add("GET", "/repos/{owner}/{repo}/installation", APP, _ -> Answer.ok(installation()));
    }

    private Answer token(ApiRequest request) {
        requireInstallation(request);
        AppAuthentication.Token token = authentication.issue();
        return Answer.json(
                201,
                Map.of(
                        "token", token.value(),
                        "expires_at", token.expiresAt().toString(),
                        "permissions", PERMISSIONS,
                        "repository_selection", "selected",
                        "repositories", List.of(documents.repository())));
    }

    private static void requireInstallation(ApiRequest request) {
        if (request.number("installation") != StandInGitHub.INSTALLATION_ID) {
            throw Refusal.notFound();
        }
    }

    private static Map<String, Object> app() {
        return Map.of("id", StandInGitHub.APP_ID, "slug", StandInGitHub.APP_SLUG, "name", "Headroom");
    }

    private Map<String, Object> installation() {
        return Map.of(
                "id",
                StandInGitHub.INSTALLATION_ID,
                "app_id",
                StandInGitHub.APP_ID,
                "app_slug",
                StandInGitHub.APP_SLUG,
                "account",
                Documents.user(repository.owner, "Organization"),
                "target_type",
                "Organization",
                "repository_selection",
                "selected",
                "permissions",
                PERMISSIONS,
                "events",
                List.of("pull_request", "check_run"));
    }
}
