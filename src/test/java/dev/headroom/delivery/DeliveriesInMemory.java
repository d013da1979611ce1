package dev.headroom.delivery;

import dev.headroom.repository.GitHubFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** GitHub's record of deliveries, in pages of two, and the requests to hand them over again. */
final class DeliveriesInMemory implements HookDeliveries {
    private static final int PAGE = 2;

    /** The newest first. */
    private final List<HookDelivery> attempts = new ArrayList<>();

    final List<Long> requested = new ArrayList<>();
    final List<String> cursors = new ArrayList<>();
    Optional<GitHubFailure> refusal = Optional.empty();
    private long nextId = 100;

    HookDelivery attempted(String guid, Instant at, int status) {
        HookDelivery attempt = new HookDelivery(nextId++, guid, "pull_request", at, status);
        attempts.addFirst(attempt);
        return attempt;
    }

    @Override
    public Page page(Optional<String> cursor) {
        cursors.add(cursor.orElse(""));
        int from = cursor.map(Integer::parseInt).orElse(0);
        int to = Math.min(from + PAGE, attempts.size());
        return new Page(
                attempts.subList(from, to), to < attempts.size() ? Optional.of(String.valueOf(to)) : Optional.empty());
    }

    @Override
    public void redeliver(HookDelivery delivery) {
        requested.add(delivery.id());
        refusal.ifPresent(failure -> {
            throw failure;
        });
    }
}
