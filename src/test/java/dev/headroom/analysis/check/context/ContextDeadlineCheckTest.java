package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What a function itself does with a context before a call waits with it. */
class ContextDeadlineCheckTest extends CheckCases {
    ContextDeadlineCheckTest() {
        super(new ContextDeadlineCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of("a migration by its name: how long its data takes is not told", """
                        func migrateGroups(ctx context.Context, db *sql.DB) {
                        	db.ExecContext(ctx, "update groups set kind = 1") // want undecided
                        }
                        func migratory(ctx context.Context, db *sql.DB) {
                        	db.ExecContext(ctx, "select name from birds") // want report
                        }
                        func main() {
                        	migrateGroups(context.Background(), nil)
                        	migratory(context.Background(), nil)
                        }
                        """),
                of("what is built only for tests", """
                        -- seed.go --
                        //go:build e2etest

                        package main
                        import ("context"; "database/sql"; "net/http")
                        func seed(w http.ResponseWriter, r *http.Request) {
                        	var db *sql.DB
                        	db.ExecContext(r.Context(), "delete from users")
                        }
                        -- main.go --
                        //go:build !integration

                        package main
                        import ("context"; "database/sql"; "net/http")
                        func list(w http.ResponseWriter, r *http.Request) {
                        	var db *sql.DB
                        	db.QueryContext(r.Context(), "select 1") // want report
                        }
                        func main() { http.HandleFunc("/seed", seed); http.HandleFunc("/", list) }
                        """),
                of("a request's context has no deadline", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.QueryContext(r.Context(), "select 1") // want report
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("one report a function, literals included", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	ctx := r.Context()
                        	db.QueryContext(ctx, "select 1") // want report
                        	func() { db.ExecContext(ctx, "select 2") }()
                        	db.PingContext(ctx)
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("bounded in the function", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	db.QueryContext(ctx, "select 1") // want clean
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("bounded by assignment to the same name", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	ctx := r.Context()
                        	ctx, cancel := context.WithDeadline(ctx, time.Now().Add(time.Second))
                        	defer cancel()
                        	db.QueryContext(ctx, "select 1") // want clean
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("bounded too late", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	ctx := r.Context()
                        	db.QueryContext(ctx, "select 1") // want report
                        	ctx, cancel := context.WithTimeout(ctx, time.Second)
                        	defer cancel()
                        	db.QueryContext(ctx, "select 1")
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("bounded, but under another name that is not used", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	bounded, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	_ = bounded
                        	db.QueryContext(r.Context(), "select 1") // want report
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("bounded in an inner scope only", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	ctx := r.Context()
                        	if r.Method == "GET" {
                        		ctx, cancel := context.WithTimeout(ctx, time.Second)
                        		defer cancel()
                        		_ = ctx
                        	}
                        	db.QueryContext(ctx, "select 1") // want report
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("bounded under a condition: not told", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	ctx := r.Context()
                        	if r.Method == "GET" {
                        		var cancel context.CancelFunc
                        		ctx, cancel = context.WithTimeout(ctx, time.Second)
                        		defer cancel()
                        	}
                        	db.QueryContext(ctx, "select 1") // want undecided
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("replaced under a condition by a context of which nothing is known, or made of the same one", """
                        var client = &http.Client{}
                        var db *sql.DB
                        func build(options ...any) *http.Request {
                        	req, _ := http.NewRequest("GET", "http://a", nil)
                        	for _, option := range options {
                        		if ctx, ok := option.(context.Context); ok { req = req.WithContext(ctx) }
                        	}
                        	return req
                        }
                        func send(w http.ResponseWriter, r *http.Request) {
                        	client.Do(build(r.Context())) // want undecided
                        }
                        func trace(w http.ResponseWriter, r *http.Request) {
                        	ctx := r.Context()
                        	if r.Header.Get("Trace") != "" { ctx = platform.Traced(ctx) }
                        	db.PingContext(ctx) // want report
                        }
                        func main() { http.HandleFunc("/", send); http.HandleFunc("/t", trace) }
                        """),
                of("bounded unless it was before", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	ctx := r.Context()
                        	if _, ok := ctx.Deadline(); !ok {
                        		var cancel context.CancelFunc
                        		ctx, cancel = context.WithTimeout(ctx, time.Second)
                        		defer cancel()
                        	}
                        	db.QueryContext(ctx, "select 1") // want clean
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("derived contexts keep what they had", """
                        var db *sql.DB
                        type key struct{}
                        func open(w http.ResponseWriter, r *http.Request) {
                        	ctx, stop := context.WithCancel(context.WithValue(r.Context(), key{}, 1))
                        	defer stop()
                        	db.ExecContext(ctx, "select 1") // want report
                        }
                        func bounded(w http.ResponseWriter, r *http.Request) {
                        	ctx, stop := context.WithTimeout(r.Context(), time.Second)
                        	defer stop()
                        	ctx = context.WithValue(ctx, key{}, 1)
                        	db.ExecContext(ctx, "select 1") // want clean
                        }
                        func detached(w http.ResponseWriter, r *http.Request) {
                        	ctx, stop := context.WithTimeout(r.Context(), time.Second)
                        	defer stop()
                        	db.ExecContext(context.WithoutCancel(ctx), "select 1") // want report
                        }
                        func main() {
                        	http.HandleFunc("/", open)
                        	http.HandleFunc("/b", bounded)
                        	http.HandleFunc("/c", detached)
                        }
                        """),
                of("a context that is the second result", """
                        package main
                        import ("context"; "database/sql"; "net/http"; "time"; "golang.org/x/sync/errgroup"; "github.com/opentracing/opentracing-go")
                        type scope struct{}
                        var db *sql.DB
                        func traced(ctx context.Context) (*scope, context.Context) {
                        	return &scope{}, context.WithValue(ctx, scope{}, 1)
                        }
                        func bounded(ctx context.Context) (*scope, context.Context, context.CancelFunc) {
                        	ctx, cancel := context.WithTimeout(ctx, time.Second)
                        	return &scope{}, ctx, cancel
                        }
                        func again(ctx context.Context) (*scope, context.Context) { return traced(ctx) }
                        func a(w http.ResponseWriter, r *http.Request) {
                        	g, ctx := errgroup.WithContext(r.Context())
                        	g.Go(func() error { return db.PingContext(ctx) }) // want report
                        	g.Wait()
                        }
                        func b(w http.ResponseWriter, r *http.Request) {
                        	span, ctx := opentracing.StartSpanFromContext(r.Context(), "b")
                        	defer span.Finish()
                        	db.PingContext(ctx) // want report
                        }
                        func c(w http.ResponseWriter, r *http.Request) {
                        	_, ctx := again(r.Context())
                        	db.PingContext(ctx) // want report
                        }
                        func d(w http.ResponseWriter, r *http.Request) {
                        	_, ctx, cancel := bounded(r.Context())
                        	defer cancel()
                        	g, ctx := errgroup.WithContext(ctx)
                        	g.Go(func() error { return db.PingContext(ctx) }) // want clean
                        	g.Wait()
                        }
                        func main() {
                        	http.HandleFunc("/a", a)
                        	http.HandleFunc("/b", b)
                        	http.HandleFunc("/c", c)
                        	http.HandleFunc("/d", d)
                        }
                        """),
                of("a context that carries a logger", """
                        package main
                        import ("database/sql"; "net/http"; "github.com/rs/zerolog/log")
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.PingContext(log.With().Str("a", "b").Logger().WithContext(r.Context())) // want report
                        }
                        func main() { http.HandleFunc("/a", handle) }
                        """),
                of("a function of the program that bounds", """
                        var db *sql.DB
                        func limited(ctx context.Context) (context.Context, context.CancelFunc) {
                        	return context.WithTimeout(ctx, time.Second)
                        }
                        func named(ctx context.Context) context.Context { return context.WithValue(ctx, 1, 2) }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := limited(r.Context())
                        	defer cancel()
                        	db.QueryContext(named(ctx), "select 1") // want clean
                        }
                        func other(w http.ResponseWriter, r *http.Request) {
                        	db.QueryContext(named(r.Context()), "select 1") // want report
                        }
                        func main() { http.HandleFunc("/", handle); http.HandleFunc("/o", other) }
                        """),
                of("what another module adds to a context", """
                        func logged(ctx context.Context, db *sql.DB) {
                        	ctx = platform.WithLogger(ctx, "a")
                        	db.PingContext(ctx) // want report
                        }
                        func traced(ctx context.Context, db *sql.DB) {
                        	ctx, span := platform.StartSpan(ctx, "a")
                        	defer span.End()
                        	db.PingContext(ctx) // want report
                        }
                        func cancelled(ctx context.Context, db *sql.DB) {
                        	ctx, cancel := platform.WithBreaker(ctx)
                        	defer cancel()
                        	db.PingContext(ctx) // want undecided
                        }
                        func limited(ctx context.Context, db *sql.DB) {
                        	db.PingContext(platform.WithTimeBudget(ctx)) // want undecided
                        }
                        func main() {
                        	ctx := context.Background()
                        	logged(ctx, nil)
                        	traced(ctx, nil)
                        	cancelled(ctx, nil)
                        	limited(ctx, nil)
                        }
                        """),
                of("a context from a field or another module", """
                        var db *sql.DB
                        type worker struct{ ctx context.Context }
                        func (w *worker) handle(rw http.ResponseWriter, r *http.Request) {
                        	db.QueryContext(w.ctx, "select 1") // want undecided
                        }
                        func other(rw http.ResponseWriter, r *http.Request) {
                        	db.QueryContext(platform.Context(r.Context()), "select 1") // want undecided
                        }
                        func main() { http.HandleFunc("/", (&worker{}).handle); http.HandleFunc("/o", other) }
                        """));
    }
}
