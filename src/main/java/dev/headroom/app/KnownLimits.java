package dev.headroom.app;

import dev.headroom.web.Upkeep;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What GitHub told this process last of the limits of each of its installations. */
final class KnownLimits {
    /** More installations than one process has, unless something is wrong. */
    private static final int MOST = 10_000;

    private final Map<Key, Upkeep.Limit> limits = new ConcurrentHashMap<>();
    private final Clock clock;

    private record Key(long caller, String resource) {}

    KnownLimits(Clock clock) {
        this.clock = clock;
    }

    /** Is told what is left, by the installation's id or 0 for the App itself. */
    void remaining(long caller, String resource, long remaining) {
        Key key = new Key(caller, resource);
        if (caller >= 0 && (limits.size() < MOST || limits.containsKey(key))) {
            String words = caller == 0 ? "App" : "Installation " + caller;
            limits.put(key, new Upkeep.Limit(words, resource, remaining, clock.instant()));
        }
    }

    /** All that is known, by caller. */
    List<Upkeep.Limit> newest() {
        return limits.values().stream()
                .sorted(Comparator.comparing(Upkeep.Limit::caller).thenComparing(Upkeep.Limit::resource))
                .toList();
    }
}
