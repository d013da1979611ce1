package dev.headroom.doctor;

import dev.headroom.delivery.HookDelivery;
import dev.headroom.repository.GitHubFailure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An App as it should be on GitHub; a test changes what is wrong. */
final class RecordInMemory implements AppRecord {
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final Map<String, String> GRANTED = Map.of("metadata", "read", "contents", "write", "checks", "write");

    Instant time = NOON;
    Optional<GitHubFailure> refusal = Optional.empty();
    Registration registration = new Registration(
            "headroom-acme",
            "https://github.com/apps/headroom-acme",
            "https://github.com/organizations/acme/settings/apps/headroom-acme",
            GRANTED,
            Set.of("pull_request", "push"));
    List<Installation> installations = List.of(installation("acme", false, GRANTED));
    Hook hook = new Hook("https://headroom.example.com/webhook", "json", true, true);
    List<HookDelivery> deliveries = List.of(delivery("push", 30, 202), delivery("ping", 90, 503));
    RateLimit limit = new RateLimit(5000, 4812, NOON.plusSeconds(600));

    static Installation installation(String account, boolean suspended, Map<String, String> permissions) {
        return new Installation(
                7,
                account,
                "https://github.com/organizations/" + account + "/settings/installations/7",
                suspended,
                permissions);
    }

    static HookDelivery delivery(String event, int secondsAgo, int status) {
        return new HookDelivery(1, "g", event, NOON.minusSeconds(secondsAgo), status);
    }

    @Override
    public Instant time() {
        return time;
    }

    @Override
    public Registration registration() {
        refusal.ifPresent(failure -> {
            throw failure;
        });
        return registration;
    }

    @Override
    public List<Installation> installations() {
        return installations;
    }

    @Override
    public Hook hook() {
        return hook;
    }

    @Override
    public List<HookDelivery> latestDeliveries() {
        return deliveries;
    }

    @Override
    public RateLimit rateLimit(Installation installation) {
        return limit;
    }
}
