package dev.headroom.app;

import dev.headroom.github.call.GitHubCallListener;
import dev.headroom.web.Upkeep;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What GitHub told this process last of the limits of each of its installations. */
final class KnownLimits implements GitHubCallListener {
    /** More installations than one process has, unless something is wrong. */
    private static final int MOST = 10_000;

    private final Map<Key, Upkeep.Limit> limits = new ConcurrentHashMap<>();
    private final GitHubCallListener next;
    private final Clock clock;

    private record Key(long caller, String resource) {}

    /** @param next is told of every exchange as well */
    KnownLimits(GitHubCallListener next, Clock clock) {
        this.next = next;
        this.clock = clock;
    }

    @Override
    public void called(String method, String route, int status, Duration took) {
        next.called(method, route, status, took);
    }

    @Override
    public void remaining(long caller, String resource, long remaining) {
        next.remaining(caller, resource, remaining);
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
