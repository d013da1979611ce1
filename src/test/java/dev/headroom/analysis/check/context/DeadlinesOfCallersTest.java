package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Contexts that come from callers, fields, callbacks and other functions. */
class DeadlinesOfCallersTest extends CheckCases {
    DeadlinesOfCallersTest() {
        super(new ContextDeadlineCheck());
    }

    static Stream<Arguments> cases() {
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
                of("a function handed on as a value that is called in view", """
                        type server struct{ db *sql.DB; tasks map[string]func(context.Context) error; ctx context.Context }
                        type worker func(ctx context.Context, n int)
                        func (s *server) inTx(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
                        	tx, err := s.db.BeginTx(ctx, nil) // want report
                        	if err != nil { return err }
                        	return do(ctx, tx)
                        }
                        func (s *server) rename(w http.ResponseWriter, r *http.Request) {
                        	s.inTx(r.Context(), func(ctx context.Context, tx *sql.Tx) error {
                        		_, err := tx.ExecContext(ctx, "update a set b = 1") // want report
                        		return err
                        	})
                        }
                        func start(ctx context.Context, w worker) { go w(ctx, 1) }
                        func (s *server) work(ctx context.Context, n int) {
                        	s.db.PingContext(ctx) // want report
                        }
                        func startBounded(ctx context.Context, w worker) {
                        	ctx, cancel := context.WithTimeout(ctx, time.Minute)
                        	defer cancel()
                        	w(ctx, 1)
                        }
                        func (s *server) short(ctx context.Context, n int) {
                        	s.db.PingContext(ctx) // want clean
                        }
                        func (s *server) both(ctx context.Context, n int) {
                        	s.db.PingContext(ctx) // want report
                        }
                        func (s *server) mixed(ctx context.Context, n int) {
                        	s.db.PingContext(ctx) // want undecided
                        }
                        func (s *server) tick(ctx context.Context) error {
                        	return s.db.PingContext(ctx) // want report
                        }
                        func (s *server) run(ctx context.Context) {
                        	for _, task := range s.tasks { task(ctx) }
                        }
                        func (s *server) loop() {
                        	s.db.PingContext(s.ctx) // want report
                        }
                        func main() {
                        	ctx := context.Background()
                        	s := &server{ctx: ctx}
                        	s.tasks = map[string]func(context.Context) error{"tick": s.tick}
                        	start(ctx, s.work)
                        	startBounded(ctx, s.short)
                        	start(ctx, s.both)
                        	startBounded(ctx, s.both)
                        	mixed := s.mixed
                        	start(ctx, mixed)
                        	startBounded(ctx, mixed)
                        	s.run(ctx)
                        	s.loop()
                        	http.HandleFunc("/", s.rename)
                        }
                        """),
                of("a callback is given what the call that hands it on is given", """
                        type step func(ctx context.Context) error
                        type runner interface { within(ctx context.Context, do step) error }
                        type unit struct{}
                        func (u *unit) within(ctx context.Context, do step) error {
                        	return managed(ctx, func(ctx context.Context, n int) error { return try(ctx, do) })
                        }
                        func managed(ctx context.Context, do func(context.Context, int) error) error { return do(ctx, 1) }
                        func try(ctx context.Context, do step) error {
                        	return func() error { return do(context.WithValue(ctx, 1, 2)) }()
                        }
                        var db *sql.DB
                        func short(r runner) {
                        	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
                        	defer cancel()
                        	r.within(ctx, func(ctx context.Context) error {
                        		return db.PingContext(ctx) // want clean
                        	})
                        }
                        func direct() {
                        	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
                        	defer cancel()
                        	try(ctx, func(ctx context.Context) error {
                        		return db.PingContext(ctx) // want clean
                        	})
                        }
                        func long(r runner) {
                        	r.within(context.Background(), func(ctx context.Context) error {
                        		return db.PingContext(ctx) // want report
                        	})
                        }
                        func main() {
                        	short(&unit{})
                        	direct()
                        	long(&unit{})
                        }
                        """),
                of("a chain of handlers of a kind of its own", """
                        type handler func(ctx context.Context, r *http.Request) error
                        type middleware func(handler) handler
                        type app struct { mux *http.ServeMux; chain []middleware }
                        var db *sql.DB
                        func (a *app) handle(path string, h handler) {
                        	for _, wrap := range a.chain { h = wrap(h) }
                        	a.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { h(r.Context(), r) })
                        }
                        func logged(next handler) handler {
                        	return func(ctx context.Context, r *http.Request) error { return next(ctx, r) }
                        }
                        func users(ctx context.Context, r *http.Request) error {
                        	return db.PingContext(ctx) // want report
                        }
                        func main() {
                        	a := &app{mux: http.NewServeMux(), chain: []middleware{logged}}
                        	a.handle("/users", users)
                        }
                        """),
                of("a chain of handlers, one of which bounds", """
                        type handler func(ctx context.Context, r *http.Request) error
                        type middleware func(handler) handler
                        type app struct { mux *http.ServeMux; chain []middleware }
                        var db *sql.DB
                        func (a *app) handle(path string, h handler) {
                        	for _, wrap := range a.chain { h = wrap(h) }
                        	a.mux.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) { h(r.Context(), r) })
                        }
                        func bounded(next handler) handler {
                        	return func(ctx context.Context, r *http.Request) error {
                        		ctx, cancel := context.WithTimeout(ctx, time.Second)
                        		defer cancel()
                        		return next(ctx, r)
                        	}
                        }
                        func users(ctx context.Context, r *http.Request) error {
                        	return db.PingContext(ctx) // want clean
                        }
                        func main() {
                        	a := &app{mux: http.NewServeMux(), chain: []middleware{bounded}}
                        	a.handle("/users", users)
                        }
                        """),
                of("functions in a table at package level", """
                        var db *sql.DB
                        var migrations = []func(tx *sql.Tx) error{
                        	func(tx *sql.Tx) error {
                        		_, err := tx.Exec("create table a()") // want report no-context
                        		return err
                        	},
                        }
                        var unused = []func(tx *sql.Tx) error{
                        	func(tx *sql.Tx) error {
                        		_, err := tx.Exec("create table a()") // want undecided
                        		return err
                        	},
                        }
                        func migrate(tx *sql.Tx) {
                        	for _, step := range migrations { step(tx) }
                        }
                        func main() {
                        	tx, _ := db.BeginTx(context.Background(), nil) // want report
                        	migrate(tx)
                        }
                        """),
                of("a function handed on as a value: not told", """
                        var db *sql.DB
                        func read(ctx context.Context) {
                        	db.QueryContext(ctx, "select 1") // want undecided
                        }
                        func main() { platform.Register(read) }
                        """));
    }
}
