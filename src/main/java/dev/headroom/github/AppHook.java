package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.delivery.HookDeliveries;
import dev.headroom.delivery.HookDelivery;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.github.call.GitHubSession;
import dev.headroom.repository.GitHubFailure;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The App's webhook as GitHub keeps it, asked for as the App itself. */
final class AppHook implements HookDeliveries {
    private static final String DELIVERIES = "/app/hook/deliveries";
    private static final int PAGE = 100;
    private static final Pattern GUID = Pattern.compile("[A-Za-z0-9-]{1,100}");
    private static final Pattern EVENT = Pattern.compile("[a-z_]{1,100}");
    private static final Pattern CURSOR = Pattern.compile("[?&]cursor=([A-Za-z0-9_.=%-]{1,200})");

    private final GitHubSession app;

    AppHook(GitHubSession app) {
        this.app = app;
    }

    @Override
    public Page page(Optional<String> cursor) {
        ApiRequest request = ApiRequest.get(DELIVERIES).query("per_page", PAGE);
        ApiResponse response = app.send(cursor.isPresent() ? request.rawQuery("cursor", cursor.get()) : request);
        List<HookDelivery> deliveries = new ArrayList<>();
        for (JsonNode each : response.json()) {
            delivery(each).ifPresent(deliveries::add);
        }
        return new Page(deliveries, response.nextPage().flatMap(AppHook::cursor));
    }

    /** One that lacks what it should have cannot be asked for, and is passed over. */
    private static Optional<HookDelivery> delivery(JsonNode json) {
        String guid = json.path("guid").asText();
        String event = json.path("event").asText();
        if (!GUID.matcher(guid).matches() || !EVENT.matcher(event).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new HookDelivery(
                    json.path("id").asLong(),
                    guid,
                    event,
                    Instant.parse(json.path("delivered_at").asText()),
                    json.path("status_code").asInt()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> cursor(String next) {
        return CURSOR.matcher(next).results().map(match -> match.group(1)).findFirst();
    }

    /**
     * Asks for it.
     *
     * @throws GitHubFailure {@code NOT_FOUND} or {@code REJECTED} for one that GitHub does not have any more
     */
    @Override
    public void redeliver(HookDelivery delivery) {
        app.send(ApiRequest.post("/app/hook/deliveries/{delivery_id}/attempts", delivery.id()));
    }
}
