package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Expectations;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DatabasePoolCheckTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource({"handles", "spread", "pgx", "others", "lifetimes"})
    void verify(String name, String source) {
        Expectations.verify(new DatabasePoolCheck(), source);
    }

    private static Arguments of(String name, String source) {
        return Arguments.of(name, source);
    }

    static Stream<Arguments> handles() {
        return Stream.of(
                of("left unlimited", """
                        func main() {
                        	db, err := sql.Open("pgx", "dsn") // want report
                        	if err != nil { log.Fatal(err) }
                        	defer db.Close()
                        	db.SetMaxIdleConns(5)
                        	db.Query("select 1")
                        }
                        """),
                of("returned at once", """
                        func open(dsn string) (*sql.DB, error) {
                        	return sql.Open("pgx", dsn) // want report
                        }
                        func main() {}
                        """),
                of("limited in the same function", """
                        func main() {
                        	db, err := sql.Open("pgx", "dsn") // want clean
                        	if err != nil { log.Fatal(err) }
                        	db.SetMaxOpenConns(10)
                        }
                        """),
                of("zero and less mean no limit", """
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want report
                        	db.SetMaxOpenConns(0)
                        	other, _ := sql.Open("pgx", "dsn") // want report
                        	other.SetMaxOpenConns(-1)
                        }
                        """),
                of("a limit from configuration counts", """
                        type config struct{ MaxOpen int }
                        func open(cfg config) (*sql.DB, error) {
                        	db, err := sql.Open("pgx", "dsn") // want clean
                        	if cfg.MaxOpen > 0 {
                        		db.SetMaxOpenConns(cfg.MaxOpen)
                        	}
                        	return db, err
                        }
                        func main() { open(config{}) }
                        """),
                of("another handle's limit does not count, a shadowed one either", """
                        func main() {
                        	db, _ := sql.Open("pgx", "primary") // want report
                        	replica, _ := sql.Open("pgx", "replica") // want clean
                        	if db := replica; db != nil {
                        		db.SetMaxOpenConns(4)
                        	}
                        	_ = db
                        }
                        """),
                of("a method of the same name on something else does not count", """
                        type fake struct{}
                        func (f *fake) SetMaxOpenConns(n int) {}
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want report
                        	f := &fake{}
                        	f.SetMaxOpenConns(1)
                        	_ = db
                        }
                        """),
                of("a package that is called sql but is not database/sql", """
                        package main
                        import "acme.org/sql"
                        func main() { db, _ := sql.Open("pgx", "dsn"); _ = db }
                        """),
                of("sqlx and its constructors", """
                        func main() {
                        	a := sqlx.MustConnect("pgx", "dsn") // want report
                        	b, _ := sqlx.Connect("pgx", "dsn") // want clean
                        	b.SetMaxOpenConns(3)
                        	c, _ := sqlx.Open("pgx", "dsn") // want clean
                        	c.DB.SetMaxOpenConns(3)
                        	raw, _ := sql.Open("pgx", "dsn") // want clean
                        	d := sqlx.NewDb(raw, "pgx")
                        	d.SetMaxOpenConns(3)
                        	_ = a
                        }
                        """),
                of("gorm by its DB method", """
                        func main() {
                        	db, err := gorm.Open(postgres.Open("dsn"), &gorm.Config{}) // want clean
                        	sqlDB, err := db.DB()
                        	sqlDB.SetMaxOpenConns(10)
                        	_ = err
                        }
                        """),
                of("gorm left alone", """
                        type repo struct{ db *gorm.DB }
                        func main() {
                        	db, err := gorm.Open(postgres.Open("dsn"), &gorm.Config{}) // want report
                        	sqlDB, _ := db.DB()
                        	sqlDB.SetMaxIdleConns(10)
                        	r := &repo{db: db.Debug()}
                        	r.db.Where("x").Find(nil)
                        	_ = err
                        }
                        """),
                of("gorm over a handle: the handle is what counts", """
                        func main() {
                        	raw, _ := sql.Open("pgx", "dsn") // want report
                        	db, _ := gorm.Open(postgres.New(postgres.Config{Conn: raw}), &gorm.Config{})
                        	_ = db
                        }
                        """),
                of("gorm over a handle that is limited through gorm", """
                        func main() {
                        	raw, _ := sql.Open("pgx", "dsn") // want clean
                        	db, _ := gorm.Open(postgres.New(postgres.Config{Conn: raw}), &gorm.Config{})
                        	pool, _ := db.DB()
                        	pool.SetMaxOpenConns(1)
                        }
                        """),
                of("gorm's resolver plugin", """
                        func main() {
                        	db, _ := gorm.Open(postgres.Open("dsn")) // want clean
                        	db.Use(dbresolver.Register(dbresolver.Config{}).SetMaxIdleConns(10).SetMaxOpenConns(100))
                        }
                        """),
                of("bun embeds the handle", """
                        func main() {
                        	raw, _ := sql.Open("pgx", "dsn") // want clean
                        	db := bun.NewDB(raw, nil)
                        	db.SetMaxOpenConns(1)
                        }
                        """));
    }

    static Stream<Arguments> spread() {
        return Stream.of(
                of("limited in a helper in another package", """
                        -- main.go --
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want clean
                        	store.Tune(db)
                        }
                        -- store/tune.go --
                        func Tune(handle *sql.DB) { limit(handle, 10) }
                        -- store/limit.go --
                        func limit(h *sql.DB, n int) { h.SetMaxOpenConns(n) }
                        """),
                of("limited by the caller of the constructor", """
                        -- main.go --
                        func main() {
                        	s, err := store.Open("dsn")
                        	if err != nil { log.Fatal(err) }
                        	s.SetMaxOpenConns(5)
                        }
                        -- store/open.go --
                        func Open(dsn string) (db *sql.DB, err error) {
                        	db, err = sql.Open("pgx", dsn) // want clean
                        	return
                        }
                        """),
                of("limited through a field of a struct", """
                        type Store struct{ db *sql.DB }
                        func New() *Store {
                        	db, _ := sql.Open("pgx", "dsn") // want clean
                        	return &Store{db: db}
                        }
                        func (s *Store) Tune() { s.db.SetMaxOpenConns(7) }
                        func main() { New().Tune() }
                        """),
                of("limited through a field given by position, by assignment and by embedding", """
                        type A struct{ name string; db *sql.DB }
                        type B struct{ db *sql.DB }
                        type C struct{ *sql.DB }
                        func main() {
                        	one, _ := sql.Open("pgx", "dsn") // want clean
                        	a := A{"x", one}
                        	a.db.SetMaxOpenConns(1)
                        	b := new(B)
                        	b.db, _ = sql.Open("pgx", "dsn") // want clean
                        	b.db.SetMaxOpenConns(1)
                        	three, _ := sql.Open("pgx", "dsn") // want clean
                        	c := &C{three}
                        	c.SetMaxOpenConns(1)
                        }
                        """),
                of("a field of the same name in another struct", """
                        type A struct{ db *sql.DB }
                        type B struct{ db *sql.DB }
                        func main() {
                        	one, _ := sql.Open("pgx", "dsn") // want report
                        	two, _ := sql.Open("pgx", "dsn") // want clean
                        	a := &A{db: one}
                        	b := &B{db: two}
                        	b.db.SetMaxOpenConns(1)
                        	_ = a
                        }
                        """),
                of("limited through a package variable of another package", """
                        -- main.go --
                        func main() {
                        	store.Connect()
                        	store.DB.SetMaxOpenConns(5)
                        }
                        -- store/db.go --
                        var DB *sql.DB
                        func Connect() {
                        	var err error
                        	DB, err = sql.Open("pgx", "dsn") // want clean
                        	_ = err
                        }
                        """),
                of("a package variable that is made where it is declared", """
                        var db, err = sql.Open("pgx", "dsn") // want report
                        func main() { db.Ping(); _ = err }
                        """),
                of("a closure, a map, a slice, a channel", """
                        func main() {
                        	a, _ := sql.Open("pgx", "dsn") // want clean
                        	func() { a.SetMaxOpenConns(1) }()
                        	b, _ := sql.Open("pgx", "dsn") // want clean
                        	m := map[string]*sql.DB{"b": b}
                        	for _, handle := range m { handle.SetMaxOpenConns(1) }
                        	c, _ := sql.Open("pgx", "dsn") // want clean
                        	var list []*sql.DB
                        	list = append(list, c)
                        	list[0].SetMaxOpenConns(1)
                        	d, _ := sql.Open("pgx", "dsn") // want clean
                        	ch := make(chan *sql.DB, 1)
                        	ch <- d
                        	(<-ch).SetMaxOpenConns(1)
                        }
                        """),
                of("an interface of the service hides the handle from no one", """
                        type limiter interface{ SetMaxOpenConns(n int) }
                        func limit(l limiter) { l.SetMaxOpenConns(4) }
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want clean
                        	limit(db)
                        }
                        """),
                of("functional options", """
                        type Option func(*sql.DB)
                        func WithMax(n int) Option { return func(db *sql.DB) { db.SetMaxOpenConns(n) } }
                        func open(opts ...Option) *sql.DB {
                        	db, _ := sql.Open("pgx", "dsn") // want clean
                        	for _, o := range opts { o(db) }
                        	return db
                        }
                        func main() { open(WithMax(3)) }
                        """),
                of("a lazy constructor kept in a variable", """
                        func main() {
                        	open := func() *sql.DB {
                        		db, _ := sql.Open("pgx", "dsn") // want clean
                        		return db
                        	}
                        	open().SetMaxOpenConns(2)
                        }
                        """),
                of("constructors run by fx, by type", """
                        func NewDB() *sql.DB {
                        	db, _ := sql.Open("pgx", "dsn") // want clean
                        	return db
                        }
                        func Tune(db *sql.DB) { db.SetMaxOpenConns(2) }
                        func main() { fx.New(fx.Provide(NewDB), fx.Invoke(Tune)) }
                        """),
                of("constructors run by fx, never limited", """
                        func NewDB() *sql.DB {
                        	db, _ := sql.Open("pgx", "dsn") // want report
                        	return db
                        }
                        func Use(db *sql.DB) { db.Ping() }
                        func main() { fx.New(fx.Provide(NewDB), fx.Invoke(Use)) }
                        """),
                of("handed to another module", """
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want undecided
                        	platform.Tune(db)
                        }
                        """),
                of("handed to modules that are known to leave it alone", """
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want report
                        	goose.Up(db, "migrations")
                        	fmt.Println(db)
                        	db.Query("select 1")
                        	serve(db)
                        }
                        func serve(db *sql.DB) { db.Exec("x") }
                        """),
                of("migrated by morph and maragu.dev/migrate, which leave it alone", """
                        -- main.go --
                        package main
                        import (
                        	"database/sql"
                        	"github.com/mattermost/morph/drivers/postgres"
                        	"maragu.dev/migrate"
                        )
                        func main() {
                        	one, _ := sql.Open("pgx", "dsn") // want report
                        	postgres.WithInstance(one)
                        	one.Query("select 1")
                        	two, _ := sql.Open("pgx", "dsn") // want report
                        	migrate.New(migrate.Options{DB: two}).MigrateUp(nil)
                        	two.Query("select 1")
                        }
                        """),
                of("used for migrations only", """
                        func migrate() error {
                        	db, err := sql.Open("pgx", "dsn") // want clean
                        	if err != nil { return err }
                        	defer db.Close()
                        	return goose.Up(db, "migrations")
                        }
                        func main() { migrate() }
                        """),
                of("a limit on a handle nobody can tell", """
                        -- main.go --
                        func main() { store.Run() }
                        func tune(db *sql.DB) { db.SetMaxOpenConns(8) }
                        -- store/open.go --
                        var db, _ = sql.Open("pgx", "dsn") // want undecided
                        func Run() { db.Ping() }
                        """),
                of("openers that trace what they open", """
                        import sqltrace "gopkg.in/DataDog/dd-trace-go.v1/contrib/database/sql"
                        import sqlxtrace "github.com/DataDog/dd-trace-go/contrib/jmoiron/sqlx/v2"
                        import "go.elastic.co/apm/module/apmsql/v2"
                        func main() {
                        	one, _ := sqltrace.Open("pgx", "dsn") // want report
                        	one.Ping()
                        	two, _ := sqlxtrace.Connect("pgx", "dsn") // want clean
                        	two.SetMaxOpenConns(5)
                        	three, _ := apmsql.Open("pgx", "dsn") // want report
                        	three.Ping()
                        }
                        """),
                of("one of the handles that a function opens is limited, the other is not", """
                        type stores struct{ write, read *sql.DB }
                        func open(dsn string) (*sql.DB, error) {
                        	db, err := sql.Open("pgx", dsn)
                        	if err != nil { return nil, err }
                        	return db, db.Ping()
                        }
                        func limit(db *sql.DB) { db.SetMaxOpenConns(5) }
                        func migrate() {
                        	db, _ := open("migrations")
                        	defer db.Close()
                        	db.Exec("create table a()")
                        }
                        func main() {
                        	migrate()
                        	write, _ := open("primary")
                        	limit(write)
                        	read, _ := open("replica") // want report
                        	_ = &stores{write: write, read: read}
                        }
                        """),
                of("a function limits all the handles that it opens, whatever its callers do", """
                        func open(dsn string) *sql.DB {
                        	db, _ := sql.Open("pgx", dsn) // want clean
                        	db.SetMaxOpenConns(10)
                        	return db
                        }
                        func main() {
                        	one, two := open("primary"), open("replica")
                        	one.SetMaxOpenConns(20)
                        	two.Ping()
                        }
                        """),
                of("handles that share a field are not told apart", """
                        type store struct{ db *sql.DB }
                        func open(dsn string) *sql.DB {
                        	db, _ := sql.Open("pgx", dsn) // want clean
                        	return db
                        }
                        func main() {
                        	for _, s := range []*store{{db: open("primary")}, {db: open("replica")}} {
                        		s.db.SetMaxOpenConns(20)
                        	}
                        }
                        """),
                of("generated code and code for tests is not reported", """
                        -- main.go --
                        func main() {}
                        -- gen.go --
                        // Code generated by x. DO NOT EDIT.
                        package main
                        import "database/sql"
                        func genOpen() { db, _ := sql.Open("pgx", "dsn"); _ = db }
                        -- fixture.go --
                        package main
                        import ("database/sql"; "testing")
                        func fixture(t *testing.T) { db, _ := sql.Open("pgx", "dsn"); _ = db }
                        -- suite.go --
                        package main
                        import ("database/sql"; "testing")
                        type suite struct{ *testing.T }
                        func (s suite) open() { db, _ := sql.Open("pgx", "dsn"); _ = db }
                        -- inner.go --
                        package main
                        import ("database/sql"; "testing")
                        func inTests() bool { return testing.Testing() }
                        func open() { db, _ := sql.Open("pgx", "dsn"); _ = db } // want report
                        """),
                of("recursion comes to an end", """
                        func again(db *sql.DB) *sql.DB { return again(db) }
                        type node struct{ next *node; db *sql.DB }
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want report
                        	n := &node{db: again(db)}
                        	n.next = n
                        	n.db = n.next.db
                        	f := func() *sql.DB { return nil }
                        	f = func() *sql.DB { return f() }
                        }
                        """));
    }

    static Stream<Arguments> pgx() {
        return Stream.of(
                of("a pool of a string from outside", """
                        func main() {
                        	pool, err := pgxpool.New(context.Background(), os.Getenv("DATABASE_URL")) // want report pgx
                        	_, _ = pool, err
                        }
                        """),
                of("pool_max_conns in the text, in a constant, in a format", """
                        const dsn = "postgres://x?pool_max_conns=10"
                        func main() {
                        	ctx := context.Background()
                        	pgxpool.New(ctx, "postgres://x?pool_max_conns=10") // want clean
                        	pgxpool.New(ctx, dsn) // want clean
                        	pgxpool.New(ctx, dsn + "&x=y") // want clean
                        	url := fmt.Sprintf("postgres://%s?pool_max_conns=%d", "x", 5)
                        	pgxpool.New(ctx, url) // want clean
                        	pgxpool.New(ctx, "postgres://x") // want report pgx
                        	pgxpool.New(ctx, os.Getenv("URL")) // want undecided
                        }
                        """),
                of("MaxConns before the pool is made", """
                        func main() {
                        	cfg, err := pgxpool.ParseConfig(os.Getenv("URL"))
                        	if err != nil { log.Fatal(err) }
                        	cfg.MaxConns = 20
                        	pool, err := pgxpool.NewWithConfig(context.Background(), cfg) // want clean
                        	_ = pool
                        }
                        """),
                of("MaxConns after the pool was made", """
                        func main() {
                        	cfg, _ := pgxpool.ParseConfig(os.Getenv("URL"))
                        	cfg.MinConns = 2
                        	pool, _ := pgxpool.NewWithConfig(context.Background(), cfg) // want report after-creation
                        	cfg.MaxConns = 20
                        	_ = pool
                        }
                        """),
                of("MaxConns on the copy that the pool hands out", """
                        func main() {
                        	pool, _ := pgxpool.New(context.Background(), "dsn") // want report after-creation
                        	pool.Config().MaxConns = 20
                        }
                        """),
                of("never", """
                        func main() {
                        	cfg, _ := pgxpool.ParseConfig(os.Getenv("URL"))
                        	cfg.MinConns = 2
                        	pool, _ := pgxpool.NewWithConfig(context.Background(), cfg) // want report pgx
                        	_ = pool
                        }
                        """),
                of("set by helpers, on copies, in another file", """
                        -- main.go --
                        func main() {
                        	cfg := store.Config()
                        	pool, _ := pgxpool.NewWithConfig(context.Background(), cfg) // want clean
                        	_ = pool
                        }
                        -- store/config.go --
                        func Config() *pgxpool.Config {
                        	cfg, err := pgxpool.ParseConfig("dsn")
                        	if err != nil { return nil }
                        	apply(cfg)
                        	return cfg.Copy()
                        }
                        func apply(c *pgxpool.Config) { c.MaxConns = 3 }
                        """),
                of("a configuration from another module", """
                        func main() {
                        	pool, _ := pgxpool.NewWithConfig(context.Background(), platform.PoolConfig()) // want undecided
                        	_ = pool
                        }
                        """),
                of("a configuration that another module fills", """
                        func main() {
                        	cfg, _ := pgxpool.ParseConfig("dsn")
                        	platform.Apply(cfg)
                        	pool, _ := pgxpool.NewWithConfig(context.Background(), cfg) // want undecided
                        	_ = pool
                        }
                        """),
                of("a connection kept for all requests", """
                        type api struct{ conn *pgx.Conn }
                        func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.conn.Exec(r.Context(), "x") }
                        func main() {
                        	conn, _ := pgx.Connect(context.Background(), "dsn") // want report connection
                        	http.ListenAndServe(":80", &api{conn: conn})
                        }
                        """),
                of("a connection of a program that serves nothing, and one that listens", """
                        type job struct{ conn *pgx.Conn }
                        func main() {
                        	conn, _ := pgx.Connect(context.Background(), "dsn")
                        	j := &job{conn: conn}
                        	j.conn.Exec(context.Background(), "x")
                        }
                        """),
                of("database/sql over a pgx pool: the pool counts", """
                        func main() {
                        	cfg, _ := pgxpool.ParseConfig("dsn")
                        	cfg.MaxConns = 2
                        	pool, _ := pgxpool.NewWithConfig(context.Background(), cfg) // want clean
                        	db := stdlib.OpenDBFromPool(pool)
                        	_ = db
                        }
                        """),
                of("pgx version 4", """
                        package main
                        import ("context"; "github.com/jackc/pgx/v4/pgxpool")
                        func main() {
                        	cfg, _ := pgxpool.ParseConfig("dsn")
                        	a, _ := pgxpool.ConnectConfig(context.Background(), cfg) // want report pgx
                        	b, _ := pgxpool.Connect(context.Background(), "dsn") // want report pgx
                        	_, _ = a, b
                        }
                        """));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                of("no database at all", """
                        func main() { http.ListenAndServe(":80", nil) }
                        """),
                of("broken code is not reported", """
                        package main
                        import "database/sql"
                        func main() {
                        	db, err := sql.Open("pgx", (((
                        }
                        """),
                of("dot imports make names unknown", """
                        package main
                        import . "database/sql"
                        func main() { db, _ := Open("pgx", "dsn"); _ = db }
                        """),
                of("a constructor kept in a package variable", """
                        var open = sql.Open
                        func main() {
                        	db, _ := open("pgx", "dsn") // want report
                        	_ = db
                        }
                        """),
                of("the first gorm", """
                        package main
                        import "github.com/jinzhu/gorm"
                        func main() {
                        	a, _ := gorm.Open("mysql", "dsn") // want report
                        	a.DB().SetMaxIdleConns(1)
                        	b, _ := gorm.Open("mysql", "dsn") // want clean
                        	b.DB().SetMaxOpenConns(1)
                        }
                        """),
                of("kept in a sync.Map, which is out of sight", """
                        var handles sync.Map
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want undecided
                        	handles.Store("x", db)
                        }
                        """),
                of("an aliased import", """
                        package main
                        import database "database/sql"
                        func main() {
                        	db, _ := database.Open("pgx", "dsn") // want report
                        	_ = db
                        }
                        """));
    }

    static Stream<Arguments> lifetimes() {
        return Stream.of(
                of("opened, used and closed by one function", """
                        func create(dsn string) error {
                        	db, err := sql.Open("pgx", dsn) // want clean
                        	if err != nil {
                        		return err
                        	}
                        	defer db.Close()
                        	_, err = db.Exec("create database shop")
                        	return err
                        }
                        func main() { create("") }
                        """),
                of("closed when the server has ended", """
                        func run() error {
                        	db, err := sql.Open("pgx", "") // want report
                        	if err != nil {
                        		return err
                        	}
                        	defer db.Close()
                        	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) { db.Exec("select 1") })
                        	return http.ListenAndServe(":80", nil)
                        }
                        func main() { run() }
                        """),
                of("closed when the program has ended, and kept until then", """
                        type server struct{ db *sql.DB }
                        func run() {
                        	db, _ := sql.Open("pgx", "") // want report
                        	defer db.Close()
                        	s := &server{db: db}
                        	http.HandleFunc("/", s.get)
                        }
                        func (s *server) get(w http.ResponseWriter, r *http.Request) { s.db.Exec("select 1") }
                        func main() { run() }
                        """),
                of("closed only when something fails", """
                        func open() (*sql.DB, error) {
                        	db, err := sql.Open("pgx", "") // want report
                        	if err != nil {
                        		return nil, err
                        	}
                        	if err := db.Ping(); err != nil {
                        		db.Close()
                        		return nil, err
                        	}
                        	return db, nil
                        }
                        func main() { open() }
                        """));
    }
}
