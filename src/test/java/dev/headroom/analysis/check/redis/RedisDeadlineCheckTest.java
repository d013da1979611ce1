package dev.headroom.analysis.check.redis;

import dev.headroom.analysis.check.CheckCases;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class RedisDeadlineCheckTest extends CheckCases {
    RedisDeadlineCheckTest() {
        super(new RedisDeadlineCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(deadlines(), clients()).flatMap(Function.identity());
    }

    private static Stream<Arguments> deadlines() {
        return Stream.of(
                of("in a store, with constants, by way of callers", """
                        const cacheTimeout = 10 * time.Millisecond
                        type store struct{ rdb *redis.Client }
                        func main() {
                        	s := &store{rdb: redis.NewClient(&redis.Options{})} // want report
                        	ctx, cancel := context.WithTimeout(context.Background(), cacheTimeout)
                        	defer cancel()
                        	s.get(ctx)
                        }
                        func (s *store) get(ctx context.Context) { s.rdb.Get(ctx, "k") }
                        """),
                of("longer than the client waits, or as long", """
                        func main() {
                        	rdb := redis.NewClient(&redis.Options{}) // want clean
                        	ctx, cancel := context.WithTimeout(context.Background(), 3*time.Second)
                        	defer cancel()
                        	rdb.Get(ctx, "k")
                        	long, stop := context.WithTimeout(ctx, time.Minute)
                        	defer stop()
                        	rdb.Get(long, "k")
                        }
                        """),
                of("the client's own timeouts", """
                        func main() {
                        	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
                        	defer cancel()
                        	a := redis.NewClient(&redis.Options{ReadTimeout: 500 * time.Millisecond, WriteTimeout: time.Second}) // want clean
                        	a.Get(ctx, "k")
                        	b := redis.NewClient(&redis.Options{ReadTimeout: -1}) // want report
                        	b.Get(ctx, "k")
                        	c := redis.NewClient(&redis.Options{ReadTimeout: configured()}) // want undecided
                        	c.Get(ctx, "k")
                        }
                        func configured() time.Duration
                        """),
                of("deadlines that are not known, and none", """
                        func get(d time.Duration) {
                        	rdb := redis.NewClient(&redis.Options{}) // want clean
                        	ctx, cancel := context.WithTimeout(context.Background(), d)
                        	defer cancel()
                        	rdb.Get(ctx, "k")
                        	rdb.Get(context.Background(), "k")
                        }
                        """));
    }

    private static Stream<Arguments> clients() {
        return Stream.of(
                of("deadlines are heeded", """
                        func main() {
                        	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
                        	defer cancel()
                        	opts := &redis.Options{}
                        	opts.ContextTimeoutEnabled = true
                        	a := redis.NewClient(opts) // want clean
                        	a.Get(ctx, "k")
                        	b := redis.NewClusterClient(&redis.ClusterOptions{ContextTimeoutEnabled: true}) // want clean
                        	b.Get(ctx, "k")
                        	c := redis.NewClient(&redis.Options{ContextTimeoutEnabled: false}) // want report
                        	c.Get(ctx, "k")
                        }
                        """),
                of("through pipelines, interfaces and URLs", """
                        type store struct{ rdb redis.UniversalClient }
                        func main() {
                        	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
                        	defer cancel()
                        	s := store{redis.NewUniversalClient(&redis.UniversalOptions{})} // want report
                        	s.rdb.Get(ctx, "k")
                        	pipe := redis.NewClient(&redis.Options{}).Pipeline() // want report
                        	pipe.Exec(ctx)
                        	opts, _ := redis.ParseURL("redis://localhost?context_timeout_enabled=true")
                        	c := redis.NewClient(opts) // want clean
                        	c.Get(ctx, "k")
                        }
                        """),
                of("options from a URL of the environment, or none", """
                        type handlers struct{ cache *cache }
                        type cache struct{ redis *redis.Client }
                        func main() {
                        	opts, err := redis.ParseURL(os.Getenv("REDIS_URL"))
                        	if err != nil {
                        		opts = nil
                        	}
                        	var client *redis.Client
                        	if opts != nil {
                        		client = redis.NewClient(opts) // want report
                        	}
                        	h := &handlers{cache: &cache{redis: client}}
                        	http.HandleFunc("/", h.serve)
                        }
                        func (h *handlers) serve(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), 50*time.Millisecond)
                        	defer cancel()
                        	h.cache.get(ctx)
                        }
                        func (c *cache) get(ctx context.Context) { c.redis.Get(ctx, "k") }
                        """),
                of("the eighth version heeds them anyway", """
                        package main
                        import ("context"; "time"; "github.com/go-redis/redis/v8")
                        func main() {
                        	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
                        	defer cancel()
                        	redis.NewClient(&redis.Options{}).Get(ctx, "k")
                        }
                        """));
    }
}
