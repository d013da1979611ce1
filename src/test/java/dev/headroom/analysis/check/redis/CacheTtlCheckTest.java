package dev.headroom.analysis.check.redis;

import dev.headroom.analysis.check.CheckCases;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class CacheTtlCheckTest extends CheckCases {
    CacheTtlCheckTest() {
        super(new CacheTtlCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(entries(), maps()).flatMap(Function.identity());
    }

    private static Stream<Arguments> entries() {
        return Stream.of(
                of("expirations of all kinds", """
                        const forever = 0
                        const hour = time.Hour
                        func f(ctx context.Context, rdb *redis.Client, ttl time.Duration) {
                        	rdb.Set(ctx, "k", "v", 0) // want report
                        	rdb.SetNX(ctx, "k", "v", 0*time.Second) // want report
                        	rdb.SetXX(ctx, "k", "v", forever) // want report
                        	rdb.Set(ctx, "k", "v", hour) // want clean
                        	rdb.Set(ctx, "k", "v", redis.KeepTTL) // want clean
                        	rdb.Set(ctx, "k", "v", -1) // want clean
                        	rdb.Set(ctx, "k", "v", ttl) // want clean
                        	rdb.SetArgs(ctx, "k", "v", redis.SetArgs{Mode: "NX"}) // want report
                        	rdb.SetArgs(ctx, "k", "v", redis.SetArgs{TTL: ttl}) // want clean
                        	rdb.HSet(ctx, "k", "f", "v")
                        }
                        """),
                of("pipelines, clusters and interfaces", """
                        func f(ctx context.Context, c *redis.ClusterClient, u redis.UniversalClient, cmd redis.Cmdable) {
                        	c.Set(ctx, "k", "v", 0) // want report
                        	u.Set(ctx, "k", "v", 0) // want report
                        	cmd.Set(ctx, "k", "v", 0) // want report
                        	pipe := c.Pipeline()
                        	pipe.Set(ctx, "k", "v", 0) // want report
                        }
                        """),
                of("a time to live by a command of its own", """
                        func f(ctx context.Context, rdb *redis.Client, key string) {
                        	rdb.Set(ctx, key, "v", 0) // want clean
                        	rdb.Expire(ctx, key, time.Hour)
                        }
                        """),
                of("told by callers", """
                        type cache struct{ rdb *redis.Client }
                        func (c *cache) put(ctx context.Context, key string, ttl time.Duration) {
                        	c.rdb.Set(ctx, key, "v", ttl)
                        }
                        func (c *cache) keep(ctx context.Context, key string, ttl time.Duration) {
                        	if ttl == 0 {
                        		ttl = time.Minute
                        	}
                        	c.rdb.Set(ctx, key, "v", ttl) // want clean
                        }
                        func f(ctx context.Context, c *cache) {
                        	c.put(ctx, "a", time.Minute)
                        	c.put(ctx, "b", 0) // want report
                        	c.keep(ctx, "b", 0)
                        }
                        """),
                of("before there were contexts", """
                        package main
                        import "github.com/go-redis/redis"
                        func f(rdb *redis.Client) { rdb.Set("k", "v", 0) } // want report
                        """),
                of("somebody else's Set", """
                        type store struct{}
                        func (s *store) Set(ctx context.Context, k, v string, n int) {}
                        func f(ctx context.Context, s *store) { s.Set(ctx, "k", "v", 0) }
                        """));
    }

    private static Stream<Arguments> maps() {
        return Stream.of(
                of("a cache at package level, and one in a long-lived struct", """
                        var userCache = map[string]string{} // want report map
                        type server struct {
                        	mu    sync.Mutex
                        	cache map[string]int // want report map
                        }
                        func main() {
                        	s := &server{cache: make(map[string]int)}
                        	http.HandleFunc("/", s.handle)
                        }
                        func (s *server) handle(w http.ResponseWriter, r *http.Request) {
                        	if _, ok := userCache[r.Host]; !ok {
                        		userCache[r.Host] = "x"
                        	}
                        	s.mu.Lock()
                        	defer s.mu.Unlock()
                        	if s.cache[r.Host] == 0 {
                        		s.cache[r.Host] = 1
                        	}
                        }
                        """),
                of("a sync.Map", """
                        var cache sync.Map // want report map
                        var sessionCache sync.Map // want clean
                        func main() { http.HandleFunc("/", handle) }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	cache.LoadOrStore(r.Host, 1)
                        	sessionCache.Load(r.Host)
                        	sessionCache.Store(r.Host, 1)
                        	sessionCache.Delete(r.Host)
                        }
                        """),
                of("entries are removed, the size is bounded, the map is replaced", """
                        var aCache, bCache, cCache = map[string]int{}, map[string]int{}, map[string]int{}
                        var dCache = map[string]int{} // want clean
                        var eCache = map[string]int{} // want clean
                        var fCache = map[string]int{} // want clean
                        func main() { http.HandleFunc("/", handle) }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	if dCache[r.Host] == 0 { dCache[r.Host] = 1 }
                        	delete(dCache, r.Host)
                        	if len(eCache) < 100 && eCache[r.Host] == 0 { eCache[r.Host] = 1 }
                        	if fCache[r.Host] == 0 { fCache[r.Host] = 1 }
                        }
                        func sweep() { fCache = map[string]int{} }
                        """),
                of("filled at the start, or of the request itself", """
                        var routeCache = map[string]int{}
                        func init() { routeCache["a"] = 1 }
                        func main() { http.HandleFunc("/", handle) }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	_ = routeCache[r.Host]
                        	v := &visit{cache: map[string]int{}}
                        	v.add(r.Host)
                        }
                        type visit struct {
                        	cache map[string]int // want undecided
                        }
                        func (v *visit) add(k string) { if v.cache[k] == 0 { v.cache[k] = 1 } }
                        """),
                of("of things there are few of, and of what goes out of date", """
                        var templateCache = map[string]int{} // want undecided
                        type validator struct {
                        	cache     map[string]int // want undecided
                        	lastFetch time.Time
                        }
                        func main() { v := &validator{}; http.HandleFunc("/", v.handle) }
                        func (v *validator) handle(w http.ResponseWriter, r *http.Request) {
                        	if templateCache[r.Host] == 0 { templateCache[r.Host] = 1 }
                        	if v.cache[r.Host] == 0 { v.cache[r.Host] = 1 }
                        }
                        """));
    }
}
