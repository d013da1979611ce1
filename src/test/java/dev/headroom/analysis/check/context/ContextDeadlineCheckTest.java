package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Expectations;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContextDeadlineCheckTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource({"contexts", "callers", "entries", "libraries", "clients", "withoutContext", "middleware"})
    void verify(String name, String source) {
        Expectations.verify(new ContextDeadlineCheck(), source);
    }

    private static Arguments of(String name, String source) {
        return Arguments.of(name, source);
    }

    static Stream<Arguments> contexts() {
        return Stream.of(
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

    static Stream<Arguments> callers() {
        return Stream.of(
                of("bounded in every caller", """
                        type store struct{ db *sql.DB }
                        func (s *store) read(ctx context.Context) {
                        	s.db.QueryContext(ctx, "select 1") // want clean
                        }
                        type api struct{ s *store }
                        func (a *api) one(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	a.s.read(ctx)
                        }
                        func (a *api) two(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	a.s.read(ctx)
                        }
                        func main() { a := &api{}; http.HandleFunc("/1", a.one); http.HandleFunc("/2", a.two) }
                        """),
                of("bounded in one caller of two", """
                        type store struct{ db *sql.DB }
                        func (s *store) read(ctx context.Context) {
                        	s.db.QueryContext(ctx, "select 1") // want report
                        }
                        type api struct{ s *store }
                        func (a *api) one(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	a.s.read(ctx)
                        }
                        func (a *api) two(w http.ResponseWriter, r *http.Request) {
                        	a.s.read(r.Context())
                        }
                        func main() { a := &api{}; http.HandleFunc("/1", a.one); http.HandleFunc("/2", a.two) }
                        """),
                of("through an interface and another package", """
                        -- store/store.go --
                        type Store struct{ DB *sql.DB }
                        func (s *Store) Read(ctx context.Context) error {
                        	_, err := s.DB.ExecContext(ctx, "select 1") // want report
                        	return err
                        }
                        -- main.go --
                        type reader interface{ Read(ctx context.Context) error }
                        type api struct{ r reader }
                        func (a *api) handle(w http.ResponseWriter, r *http.Request) { a.r.Read(r.Context()) }
                        func main() {
                        	a := &api{r: &store.Store{}}
                        	http.HandleFunc("/", a.handle)
                        }
                        """),
                of("a method of the same name on another type is not the caller", """
                        type store struct{ db *sql.DB }
                        func (s *store) read(ctx context.Context) {
                        	s.db.QueryContext(ctx, "select 1") // want undecided
                        }
                        type cache struct{}
                        func (c *cache) read(ctx context.Context) {}
                        func handle(w http.ResponseWriter, r *http.Request) { (&cache{}).read(r.Context()) }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("nothing calls it", """
                        var db *sql.DB
                        func read(ctx context.Context) {
                        	db.QueryContext(ctx, "select 1") // want undecided
                        }
                        func old() {
                        	db.QueryContext(context.Background(), "select 1") // want undecided
                        }
                        func main() {}
                        """),
                of("functions that call each other", """
                        var db *sql.DB
                        func even(ctx context.Context, n int) { if n > 0 { odd(ctx, n-1) } }
                        func odd(ctx context.Context, n int) {
                        	db.ExecContext(ctx, "select 1") // want report
                        	even(ctx, n-1)
                        }
                        func bounded(ctx context.Context, n int) {
                        	db.ExecContext(ctx, "select 1") // want clean
                        	bounded(ctx, n-1)
                        }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	even(r.Context(), 3)
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	bounded(ctx, 3)
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("a function handed on as a value: not told", """
                        var db *sql.DB
                        func read(ctx context.Context) {
                        	db.QueryContext(ctx, "select 1") // want undecided
                        }
                        func main() { platform.Register(read) }
                        """));
    }

    static Stream<Arguments> entries() {
        return Stream.of(
                of("main, goroutines and tickers", """
                        var db *sql.DB
                        func loop(ctx context.Context) {
                        	for range time.Tick(time.Second) {
                        		db.ExecContext(ctx, "select 1") // want report
                        	}
                        }
                        func bounded(ctx context.Context) {
                        	for range time.Tick(time.Second) {
                        		c, cancel := context.WithTimeout(ctx, time.Second)
                        		db.ExecContext(c, "select 1") // want clean
                        		cancel()
                        	}
                        }
                        func main() {
                        	ctx := context.Background()
                        	db.PingContext(ctx) // want report
                        	go loop(ctx)
                        	go bounded(ctx)
                        }
                        """),
                of("a handler literal is a function of its own", """
                        var db *sql.DB
                        func main() {
                        	http.HandleFunc("/a", func(w http.ResponseWriter, r *http.Request) {
                        		db.QueryContext(r.Context(), "select 1") // want report
                        	})
                        	http.HandleFunc("/b", func(w http.ResponseWriter, r *http.Request) {
                        		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        		defer cancel()
                        		db.QueryContext(ctx, "select 1") // want clean
                        	})
                        }
                        """),
                of("a server interface that was generated, and a store with methods of the same names", """
                        -- api/api.go --
                        // Code generated by ogen, DO NOT EDIT.
                        package api
                        import "context"
                        type Item struct{}
                        type Handler interface{ Create(ctx context.Context, req *Item) error }
                        -- main.go --
                        package main
                        import ("context"; "database/sql"; "time"; "m.example/m/api")
                        type row struct{}
                        type items struct{ db *sql.DB }
                        func (s *items) Create(ctx context.Context, r *row) error {
                        	_, err := s.db.ExecContext(ctx, "insert") // want clean
                        	return err
                        }
                        type server struct{ s *items; db *sql.DB }
                        func (s *server) Create(ctx context.Context, req *api.Item) error {
                        	s.db.ExecContext(ctx, "insert") // want report
                        	ctx, cancel := context.WithTimeout(ctx, time.Second)
                        	defer cancel()
                        	return s.s.Create(ctx, &row{})
                        }
                        func main() {}
                        """),
                of("middleware bounds every request", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.QueryContext(r.Context(), "select 1") // want clean
                        }
                        func main() {
                        	http.ListenAndServe(":80", http.TimeoutHandler(http.HandlerFunc(handle), time.Second, ""))
                        }
                        """),
                of("middleware of the program's own", """
                        var db *sql.DB
                        func limit(next http.Handler) http.Handler {
                        	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                        		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        		defer cancel()
                        		next.ServeHTTP(w, r.WithContext(ctx))
                        	})
                        }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.QueryContext(r.Context(), "select 1") // want clean
                        }
                        func main() { http.ListenAndServe(":80", limit(http.HandlerFunc(handle))) }
                        """),
                of("middleware does not bound what main begins", """
                        var db *sql.DB
                        func main() {
                        	db.PingContext(context.Background()) // want report
                        	http.ListenAndServe(":80", http.TimeoutHandler(nil, time.Second, ""))
                        }
                        """));
    }

    static Stream<Arguments> libraries() {
        return Stream.of(
                of("no context where there could be one", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.Query("select 1") // want report no-context
                        }
                        func unused() {
                        	db.Exec("select 1") // want undecided
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("methods of the same names elsewhere wait for nobody", """
                        type list struct{}
                        func (l *list) Query(q string) {}
                        func (l *list) Get(q string) {}
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	l := &list{}
                        	l.Query("select 1")
                        	l.Get("x")
                        	r.URL.Query()
                        	r.Header.Get("x")
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("sqlx", """
                        var db *sqlx.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.GetContext(r.Context(), nil, "select 1") // want report
                        }
                        func plain(w http.ResponseWriter, r *http.Request) {
                        	db.Select(nil, "select 1") // want report no-context
                        }
                        func promoted(w http.ResponseWriter, r *http.Request) {
                        	db.QueryRow("select 1") // want report no-context
                        }
                        func main() { http.HandleFunc("/", handle); http.HandleFunc("/p", plain); http.HandleFunc("/q", promoted) }
                        """),
                of("pgx, transactions included", """
                        var pool *pgxpool.Pool
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	tx, _ := pool.Begin(r.Context()) // want report
                        	tx.Exec(r.Context(), "select 1")
                        }
                        func ready(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	tx, _ := pool.Begin(ctx) // want clean
                        	defer tx.Rollback(context.Background())
                        	tx.Exec(ctx, "select 1")
                        	tx.Commit(ctx)
                        }
                        func main() { http.HandleFunc("/", handle); http.HandleFunc("/r", ready) }
                        """),
                of("gorm", """
                        type repo struct{ db *gorm.DB }
                        func (p *repo) conn(ctx context.Context) *gorm.DB { return p.db.WithContext(ctx) }
                        func (p *repo) plain(w http.ResponseWriter, r *http.Request) {
                        	p.db.Where("id = ?", 1).First(nil) // want report
                        }
                        func (p *repo) open(w http.ResponseWriter, r *http.Request) {
                        	p.db.WithContext(r.Context()).Find(nil) // want report
                        }
                        func (p *repo) bounded(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	db := p.db.WithContext(ctx)
                        	db.Model(nil).Where("a").Count(nil) // want clean
                        	p.conn(ctx).Save(nil)
                        	db.Transaction(func(tx *gorm.DB) error {
                        		return tx.Create(nil).Error
                        	})
                        }
                        func (p *repo) building(w http.ResponseWriter, r *http.Request) {
                        	_ = p.db.Where("a").Order("b")
                        }
                        func main() {
                        	p := &repo{}
                        	http.HandleFunc("/a", p.plain)
                        	http.HandleFunc("/b", p.open)
                        	http.HandleFunc("/c", p.bounded)
                        	http.HandleFunc("/d", p.building)
                        }
                        """),
                of("the interface that sqlc generates, and what it generates", """
                        -- store/db.go --
                        // Code generated by sqlc. DO NOT EDIT.
                        package store
                        import ("context"; "database/sql")
                        type DBTX interface {
                        	ExecContext(context.Context, string, ...interface{}) (sql.Result, error)
                        	QueryRowContext(context.Context, string, ...interface{}) *sql.Row
                        }
                        type Queries struct{ db DBTX }
                        func New(db DBTX) *Queries { return &Queries{db: db} }
                        func (q *Queries) User(ctx context.Context, id int64) error {
                        	return q.db.QueryRowContext(ctx, "select 1", id).Scan()
                        }
                        func (q *Queries) Name(ctx context.Context) string { return "" }
                        -- main.go --
                        type api struct{ q *store.Queries }
                        func (a *api) user(w http.ResponseWriter, r *http.Request) {
                        	a.q.Name(r.Context())
                        	a.q.User(r.Context(), 1) // want report
                        }
                        func main() { a := &api{}; http.HandleFunc("/", a.user) }
                        """),
                of("an interface of the program that database handles satisfy", """
                        type handle interface {
                        	sqlx.ExtContext
                        	GetContext(ctx context.Context, dest any, query string, args ...any) error
                        	NamedExecContext(ctx context.Context, query string, arg any) (sql.Result, error)
                        }
                        type cache interface {
                        	GetContext(ctx context.Context, dest any, query string, args ...any) error
                        }
                        type repo struct{ db handle; c cache }
                        func (p *repo) get(w http.ResponseWriter, r *http.Request) {
                        	p.c.GetContext(r.Context(), nil, "a")
                        	p.db.GetContext(r.Context(), nil, "select 1") // want report
                        }
                        func main() { http.HandleFunc("/", (&repo{}).get) }
                        """),
                of("go-redis bounds its commands, unless that is switched off", """
                        var rdb = redis.NewClient(&redis.Options{Addr: "a"})
                        func handle(w http.ResponseWriter, r *http.Request) { rdb.Get(r.Context(), "a") }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("go-redis without timeouts", """
                        var rdb = redis.NewClient(&redis.Options{Addr: "a", ReadTimeout: -1})
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	rdb.Get(r.Context(), "a") // want report
                        }
                        func blocking(w http.ResponseWriter, r *http.Request) {
                        	rdb.BLPop(r.Context(), 0, "a")
                        }
                        func main() { http.HandleFunc("/", handle); http.HandleFunc("/b", blocking) }
                        """));
    }

    static Stream<Arguments> clients() {
        return Stream.of(
                of("the client's timeout", """
                        type api struct{ client *http.Client }
                        func newAPI() *api { return &api{client: &http.Client{Timeout: time.Second}} }
                        func (a *api) handle(w http.ResponseWriter, r *http.Request) {
                        	req, _ := http.NewRequestWithContext(r.Context(), "GET", "http://a", nil)
                        	a.client.Do(req) // want clean
                        }
                        func main() { http.HandleFunc("/", newAPI().handle) }
                        """),
                of("no timeout anywhere", """
                        type api struct{ client *http.Client }
                        func newAPI() *api { return &api{client: &http.Client{}} }
                        func (a *api) handle(w http.ResponseWriter, r *http.Request) {
                        	req, _ := http.NewRequestWithContext(r.Context(), "GET", "http://a", nil)
                        	a.client.Do(req) // want report
                        }
                        func (a *api) plain(w http.ResponseWriter, r *http.Request) {
                        	req, _ := http.NewRequest("GET", "http://a", nil)
                        	http.DefaultClient.Do(req) // want report
                        }
                        func main() { a := newAPI(); http.HandleFunc("/", a.handle); http.HandleFunc("/p", a.plain) }
                        """),
                of("the request's context", """
                        func fetch(ctx context.Context) {
                        	ctx, cancel := context.WithTimeout(ctx, time.Second)
                        	defer cancel()
                        	req, _ := http.NewRequestWithContext(ctx, "GET", "http://a", nil)
                        	http.DefaultClient.Do(req) // want clean
                        }
                        func later(ctx context.Context) {
                        	req, _ := http.NewRequest("GET", "http://a", nil)
                        	ctx, cancel := context.WithTimeout(ctx, time.Second)
                        	defer cancel()
                        	req = req.WithContext(ctx)
                        	http.DefaultClient.Do(req) // want clean
                        }
                        func main() { fetch(context.Background()); later(context.Background()) }
                        """),
                of("a client of unknown make", """
                        type api struct{ client *http.Client }
                        func (a *api) handle(w http.ResponseWriter, r *http.Request) {
                        	req, _ := http.NewRequestWithContext(r.Context(), "GET", "http://a", nil)
                        	a.client.Do(req) // want undecided
                        }
                        func main() {
                        	a := &api{client: platform.Client()}
                        	http.HandleFunc("/", a.handle)
                        }
                        """),
                of("gRPC stubs; streams live as long as they are read", """
                        -- pb/pb.go --
                        // Code generated by protoc-gen-go-grpc. DO NOT EDIT.
                        package pb
                        import ("context"; "google.golang.org/grpc")
                        type Req struct{}
                        type UsersClient interface {
                        	Get(ctx context.Context, in *Req, opts ...grpc.CallOption) (*Req, error)
                        	Watch(ctx context.Context, in *Req, opts ...grpc.CallOption) (Users_WatchClient, error)
                        }
                        type Users_WatchClient interface{ Recv() (*Req, error) }
                        -- main.go --
                        package main
                        import ("context"; "net/http"; "time"; "m.example/m/pb")
                        type api struct{ users pb.UsersClient }
                        func (a *api) get(w http.ResponseWriter, r *http.Request) {
                        	a.users.Get(r.Context(), &pb.Req{}) // want report
                        }
                        func (a *api) bounded(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	a.users.Get(ctx, &pb.Req{}) // want clean
                        }
                        func (a *api) watch(w http.ResponseWriter, r *http.Request) {
                        	a.users.Watch(r.Context(), &pb.Req{})
                        }
                        func main() {
                        	a := &api{}
                        	http.HandleFunc("/", a.get)
                        	http.HandleFunc("/b", a.bounded)
                        	http.HandleFunc("/w", a.watch)
                        }
                        """));
    }

    static Stream<Arguments> withoutContext() {
        return Stream.of(
                of("each call that takes no context is a change of its own", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.Query("select 1") // want report no-context
                        	db.QueryContext(r.Context(), "select 1") // want report
                        	db.QueryContext(r.Context(), "select 2")
                        	db.Ping() // want report no-context
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("in a library it does not matter who calls", """
                        -- shop/shop.go --
                        func Count(db *sql.DB, ctx context.Context) {
                        	db.QueryRow("select count(*) from shop") // want report no-context
                        }
                        func Touch(db *sql.DB, ctx context.Context) {
                        	db.ExecContext(ctx, "update shop set seen = now()") // want undecided
                        }
                        """),
                of("in a service a function that nothing calls is not judged", """
                        func count(db *sql.DB) {
                        	db.QueryRow("select count(*) from shop") // want undecided
                        }
                        func main() {}
                        """),
                of("code that serves tests waits as long as it likes", """
                        -- testutil/database.go --
                        func Reset(db *sql.DB) { db.Exec("delete from users") }
                        """));
    }

    static Stream<Arguments> middleware() {
        return Stream.of(
                of("middleware of one's own", """
                        var db *sql.DB
                        func bounded(next http.Handler) http.Handler {
                        	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                        		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        		defer cancel()
                        		next.ServeHTTP(w, r.WithContext(ctx))
                        	})
                        }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.QueryContext(r.Context(), "select 1") // want clean
                        }
                        func main() { http.Handle("/", bounded(http.HandlerFunc(handle))) }
                        """),
                of("middleware that nothing uses", """
                        var db *sql.DB
                        func bounded(next http.Handler) http.Handler {
                        	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                        		ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        		defer cancel()
                        		next.ServeHTTP(w, r.WithContext(ctx))
                        	})
                        }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.QueryContext(r.Context(), "select 1") // want report
                        }
                        func main() { http.Handle("/", http.HandlerFunc(handle)) }
                        """),
                of("an interceptor of gRPC bounds no request of HTTP", """
                        import "google.golang.org/grpc"
                        var db *sql.DB
                        func bounded(ctx context.Context, req any, info *grpc.UnaryServerInfo, handler grpc.UnaryHandler) (any, error) {
                        	ctx, cancel := context.WithTimeout(ctx, time.Second)
                        	defer cancel()
                        	return handler(ctx, req)
                        }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.QueryContext(r.Context(), "select 1") // want report
                        }
                        func main() {
                        	grpc.NewServer(grpc.UnaryInterceptor(bounded))
                        	http.HandleFunc("/", handle)
                        }
                        """));
    }
}
