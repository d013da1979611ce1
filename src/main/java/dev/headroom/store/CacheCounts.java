package dev.headroom.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** How often a cache had what was asked of it: in memory, in the database, or not at all. */
final class CacheCounts {
    private final Counter memory;
    private final Counter database;
    private final Counter missing;

    CacheCounts(MeterRegistry registry, String cache) {
        this.memory = counter(registry, cache, "memory");
        this.database = counter(registry, cache, "database");
        this.missing = counter(registry, cache, "miss");
    }

    private static Counter counter(MeterRegistry registry, String cache, String result) {
        return Counter.builder("headroom.cache.lookups")
                .description("Questions to a cache, by where the answer was")
                .tag("cache", cache)
                .tag("result", result)
                .register(registry);
    }

    void inMemory(int found) {
        memory.increment(found);
    }

    void inDatabase(int found) {
        database.increment(found);
    }

    void missing(int sought) {
        missing.increment(sought);
    }
}
