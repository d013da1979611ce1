package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.delivery.HookDeliveries;
import dev.headroom.delivery.HookDelivery;
import dev.headroom.doctor.AppRecord;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.github.call.GitHubUrls;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What GitHub has on record of the App, asked for as the App itself. */
final class GitHubAppRecord implements AppRecord {
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 10;

    private final GitHubSessions sessions;
    private final GitHubReach reach;
    private final HookDeliveries deliveries;
    private final GitHubUrls urls;

    GitHubAppRecord(GitHubSessions sessions, GitHubReach reach, HookDeliveries deliveries, GitHubUrls urls) {
        this.sessions = sessions;
        this.reach = reach;
        this.deliveries = deliveries;
        this.urls = urls;
    }

    @Override
    public Instant time() {
        return reach.time();
    }

    @Override
    public Registration registration() {
        JsonNode app = sessions.appSession().send(ApiRequest.get("/app")).json();
        String slug = app.path("slug").asText();
        boolean organisation = app.path("owner").path("type").asText().equals("Organization");
        String owner = organisation
                ? "/organizations/" + app.path("owner").path("login").asText()
                : "";
        return new Registration(
                slug,
                app.path("html_url").asText(),
                urls.web() + owner + "/settings/apps/" + slug,
                permissions(app),
                texts(app.path("events")));
    }

    @Override
    public List<Installation> installations() {
        List<Installation> found = new ArrayList<>();
        Optional<ApiRequest> request =
                Optional.of(ApiRequest.get("/app/installations").query("per_page", PAGE));
        for (int page = 0; page < MOST_PAGES && request.isPresent(); page++) {
            ApiResponse response = sessions.appSession().send(request.get());
            for (JsonNode each : response.json()) {
                found.add(new Installation(
                        each.path("id").asLong(),
                        each.path("account").path("login").asText(),
                        each.path("html_url").asText(),
                        each.path("suspended_at").isTextual(),
                        permissions(each)));
            }
            request = response.nextPage().map(next -> request("/app/installations", next));
        }
        return found;
    }

    private ApiRequest request(String route, String address) {
        return ApiRequest.at(route, urls.belowRest(URI.create(address)));
    }

    @Override
    public Hook hook() {
        JsonNode hook =
                sessions.appSession().send(ApiRequest.get("/app/hook/config")).json();
        return new Hook(
                hook.path("url").asText(),
                hook.path("content_type").asText("form"),
                hook.path("secret").isTextual(),
                // A string, and in the API's own examples a number.
                !hook.path("insecure_ssl").asText("0").equals("1"));
    }

    @Override
    public List<HookDelivery> latestDeliveries() {
        return deliveries.page(Optional.empty()).deliveries();
    }

    @Override
    public RateLimit rateLimit(Installation installation) {
        JsonNode core = sessions.of(installation.id())
                .session()
                .send(ApiRequest.get("/rate_limit"))
                .json()
                .path("resources")
                .path("core");
        return new RateLimit(
                core.path("limit").asInt(),
                core.path("remaining").asInt(),
                Instant.ofEpochSecond(core.path("reset").asLong()));
    }

    private static Map<String, String> permissions(JsonNode holder) {
        Map<String, String> permissions = new LinkedHashMap<>();
        holder.path("permissions")
                .properties()
                .forEach(entry ->
                        permissions.put(entry.getKey(), entry.getValue().asText()));
        return permissions;
    }

    private static Set<String> texts(JsonNode list) {
        Set<String> texts = new HashSet<>();
        list.forEach(each -> texts.add(each.asText()));
        return texts;
    }
}
