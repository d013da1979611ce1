package dev.headroom.analysis.check.redis;

import dev.headroom.analysis.check.CheckCases;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class RedisPoolCheckTest extends CheckCases {
    RedisPoolCheckTest() {
        super(new RedisPoolCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(literals(), variables(), others()).flatMap(Function.identity());
    }

    private static Stream<Arguments> literals() {
        return Stream.of(
                of("all constructors, without and with a size", """
                        func main() {
                        	redis.NewClient(&redis.Options{Addr: "x"}) // want report
                        	redis.NewClient(&redis.Options{Addr: "x", PoolSize: 50}) // want clean
                        	redis.NewClusterClient(&redis.ClusterOptions{}) // want report
                        	redis.NewClusterClient(&redis.ClusterOptions{PoolSize: 5}) // want clean
                        	redis.NewFailoverClient(&redis.FailoverOptions{}) // want report
                        	redis.NewFailoverClient(&redis.FailoverOptions{PoolSize: 5}) // want clean
                        	redis.NewUniversalClient(&redis.UniversalOptions{}) // want report
                        	redis.NewUniversalClient(&redis.UniversalOptions{PoolSize: 5}) // want clean
                        	redis.NewRing(&redis.RingOptions{}) // want report
                        	redis.NewRing(&redis.RingOptions{PoolSize: 5}) // want clean
                        }
                        """),
                of("other settings of the pool are no size", """
                        func main() {
                        	redis.NewClient(&redis.Options{ // want report
                        		Addr: "x",
                        		MinIdleConns: 10,
                        		PoolTimeout: time.Second,
                        	})
                        }
                        """),
                of("a size from configuration counts, an explicit zero does not", """
                        type config struct{ Redis struct{ PoolSize int } }
                        func open(cfg config) {
                        	redis.NewClient(&redis.Options{PoolSize: cfg.Redis.PoolSize}) // want clean
                        	redis.NewClient(&redis.Options{PoolSize: 0}) // want report
                        }
                        func main() { open(config{}) }
                        """),
                of("older versions and other homes of the module", """
                        package main
                        import r8 "github.com/go-redis/redis/v8"
                        import r7 "github.com/go-redis/redis/v7"
                        import r6 "github.com/go-redis/redis"
                        func main() {
                        	r8.NewClient(&r8.Options{}) // want report
                        	r7.NewClient(&r7.Options{PoolSize: 1}) // want clean
                        	r6.NewClient(&r6.Options{}) // want report
                        }
                        """),
                of("somebody else's NewClient", """
                        package main
                        import "acme.org/redis"
                        func main() { redis.NewClient(&redis.Options{}) }
                        """));
    }

    private static Stream<Arguments> variables() {
        return Stream.of(
                of("set before the client is made", """
                        func main() {
                        	opts := &redis.Options{Addr: "x"}
                        	opts.PoolSize = 20
                        	redis.NewClient(opts) // want clean
                        }
                        """),
                of("set after the client was made", """
                        func main() {
                        	opts := &redis.Options{Addr: "x"}
                        	redis.NewClient(opts) // want report after-creation
                        	opts.PoolSize = 20
                        }
                        """),
                of("set on the client's own options", """
                        func main() {
                        	rdb := redis.NewClient(&redis.Options{Addr: "x"}) // want report after-creation
                        	rdb.Options().PoolSize = 20
                        }
                        """),
                of("set on the client's own options elsewhere", """
                        type cache struct{ rdb *redis.Client }
                        func New() *cache {
                        	c := &cache{rdb: redis.NewClient(&redis.Options{Addr: "x"})} // want report after-creation
                        	c.tune()
                        	return c
                        }
                        func (c *cache) tune() {
                        	o := c.rdb.Options()
                        	o.PoolSize = 20
                        }
                        func main() { New() }
                        """),
                of("read from the client's options is no setting", """
                        func main() {
                        	rdb := redis.NewClient(&redis.Options{Addr: "x"}) // want report
                        	fmt.Println(rdb.Options().PoolSize)
                        }
                        """),
                of("options made by a function of the service", """
                        -- main.go --
                        func main() {
                        	redis.NewClient(store.Sized()) // want clean
                        	redis.NewClient(store.Plain()) // want report
                        	redis.NewClient(store.Filled()) // want clean
                        }
                        -- store/options.go --
                        func Sized() *redis.Options { return &redis.Options{PoolSize: 5} }
                        func Plain() *redis.Options { return &redis.Options{} }
                        func Filled() *redis.Options {
                        	o := Plain2()
                        	fill(o)
                        	return o
                        }
                        func Plain2() *redis.Options { o := new(redis.Options); return o }
                        func fill(o *redis.Options) { o.PoolSize = 3 }
                        """),
                of("zero values", """
                        func main() {
                        	var o redis.Options
                        	o.Addr = "x"
                        	redis.NewClient(&o) // want report
                        	var p redis.Options
                        	p.PoolSize = 4
                        	redis.NewClient(&p) // want clean
                        	redis.NewClient(new(redis.Options)) // want report
                        }
                        """),
                of("options handed in by callers", """
                        func open(o *redis.Options) *redis.Client {
                        	return redis.NewClient(o) // want report
                        }
                        func sized(o *redis.Options) *redis.Client {
                        	return redis.NewClient(o) // want clean
                        }
                        func uncalled(o *redis.Options) *redis.Client {
                        	return redis.NewClient(o) // want undecided
                        }
                        func completed(o *redis.Options) *redis.Client {
                        	o.PoolSize = 9
                        	return redis.NewClient(o) // want clean
                        }
                        func main() {
                        	open(&redis.Options{})
                        	sized(&redis.Options{PoolSize: 4})
                        }
                        """),
                of("options in a field", """
                        type server struct{ opts redis.Options }
                        func main() {
                        	s := &server{}
                        	s.opts = redis.Options{Addr: "x"}
                        	s.opts.PoolSize = 4
                        	redis.NewClient(&s.opts) // want clean
                        }
                        """),
                of("functional options", """
                        type Option func(*redis.Options)
                        func WithPool(n int) Option { return func(o *redis.Options) { o.PoolSize = n } }
                        func open(options ...Option) *redis.Client {
                        	o := &redis.Options{Addr: "x"}
                        	for _, option := range options {
                        		option(o)
                        	}
                        	return redis.NewClient(o) // want clean
                        }
                        func main() { open(WithPool(4)) }
                        """),
                of("filled by another module, or from JSON", """
                        func main() {
                        	a := &redis.Options{}
                        	platform.Fill(a)
                        	redis.NewClient(a) // want undecided
                        	var b redis.Options
                        	json.Unmarshal(nil, &b)
                        	redis.NewClient(&b) // want undecided
                        	redis.NewClient(platform.Options()) // want undecided
                        }
                        """));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                of("a URL from outside", """
                        func main() {
                        	o, err := redis.ParseURL(os.Getenv("REDIS_URL"))
                        	if err != nil { log.Fatal(err) }
                        	redis.NewClient(o) // want report
                        	p, _ := redis.ParseURL(os.Getenv("REDIS_URL"))
                        	p.PoolSize = 10
                        	redis.NewClient(p) // want clean
                        }
                        """),
                of("a URL from outside that may be the sized one", """
                        const fallback = "redis://x:6379/0?pool_size=10"
                        func main() {
                        	o, _ := redis.ParseURL(os.Getenv("REDIS_URL"))
                        	redis.NewClient(o) // want undecided
                        }
                        """),
                of("a URL from outside, where another setting has a longer name", """
                        const workers = "consumer_pool_size"
                        func main() {
                        	o, _ := redis.ParseURL(os.Getenv("REDIS_URL"))
                        	redis.NewClient(o) // want report
                        }
                        """),
                of("options that may be nothing", """
                        func main() {
                        	o, err := redis.ParseURL(os.Getenv("REDIS_URL"))
                        	if err != nil {
                        		o = nil
                        	}
                        	if o != nil {
                        		redis.NewClient(o) // want report
                        	}
                        }
                        """),
                of("a URL in sight", """
                        const sized = "redis://x:6379/0?pool_size=10"
                        func main() {
                        	o, _ := redis.ParseURL("redis://x:6379/0")
                        	redis.NewClient(o) // want report
                        	p, _ := redis.ParseURL(sized)
                        	redis.NewClient(p) // want clean
                        }
                        """),
                of("doubles for tests", """
                        -- main.go --
                        func main() {}
                        -- fake.go --
                        package main
                        import ("github.com/alicebob/miniredis/v2"; "github.com/redis/go-redis/v9")
                        func fake() *redis.Client {
                        	mr, _ := miniredis.Run()
                        	return redis.NewClient(&redis.Options{Addr: mr.Addr()})
                        }
                        """),
                of("a constructor for tests beside the service's own", """
                        -- main.go --
                        package main
                        import ("github.com/alicebob/miniredis/v2"; "github.com/redis/go-redis/v9")
                        func open(kind, addr string) *redis.Client {
                        	switch kind {
                        	case "memory":
                        		mr, _ := miniredis.Run()
                        		return redis.NewClient(&redis.Options{Addr: mr.Addr()})
                        	default:
                        		return redis.NewClient(&redis.Options{Addr: addr}) // want report
                        	}
                        }
                        func ping(c *redis.Client) error { return c.Ping(nil).Err() }
                        func fake() *redis.Client {
                        	mr, _ := miniredis.Run()
                        	return redis.NewClient(&redis.Options{Addr: mr.Addr()})
                        }
                        func fetch(c *redis.Client) { c.Get(nil, "x") }
                        func main() { fetch(open("", "")); ping(fake()) }
                        """),
                of("no client at all", """
                        func use(c *redis.Client) { c.Get(context.Background(), "x") }
                        func main() {}
                        """));
    }
}
