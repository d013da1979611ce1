package dev.headroom.delivery;

import dev.headroom.repository.GitHubFailure;
import java.util.List;
import java.util.Optional;

/** GitHub's own record of what it delivered to the App. All methods throw {@link GitHubFailure}. */
public interface HookDeliveries {

    /**
     * Some deliveries, the newest first.
     *
     * @param cursor where the page before this one said that it goes on; empty for the newest
     */
    Page page(Optional<String> cursor);

    /** Asks GitHub to hand over a delivery once more. */
    void redeliver(HookDelivery delivery);

    /** @param next where older ones are; empty at the end */
    record Page(List<HookDelivery> deliveries, Optional<String> next) {
        public Page {
            deliveries = List.copyOf(deliveries);
        }
    }
}
