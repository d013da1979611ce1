package dev.headroom.github.call;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * The answers to GETs that GitHub gave an ETag, bounded in bytes; a 304 does not count against the rate limit.
 *
 * <p>Kept apart by caller, so that one installation never sees what another may read.
 */
public final class ResponseCache {
    private static final long MOST_BYTES = 64L << 20;
    /** What an entry weighs beside its body: headers, addresses, bookkeeping. */
    private static final int OVERHEAD = 2048;

    private final Cache<Key, ApiResponse> answers = Caffeine.newBuilder()
            .maximumWeight(MOST_BYTES)
            .weigher((Key key, ApiResponse answer) -> OVERHEAD + answer.body().length)
            .build();

    Optional<ApiResponse> find(long caller, ApiRequest request) {
        return request.method().equals("GET")
                ? Optional.ofNullable(answers.getIfPresent(Key.of(caller, request)))
                : Optional.empty();
    }

    void keep(long caller, ApiResponse answer) {
        boolean keepable = answer.request().method().equals("GET")
                && answer.status() == 200
                && !answer.request().isArchive()
                && answer.header("etag").isPresent();
        if (keepable) {
            answers.put(Key.of(caller, answer.request()), answer);
        }
    }

    private record Key(long caller, String path, String accept) {
        static Key of(long caller, ApiRequest request) {
            return new Key(caller, request.path(), request.accept());
        }
    }
}
