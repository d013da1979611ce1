package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Pools that are configured elsewhere than they are opened. */
class PoolSettingsElsewhereTest extends CheckCases {
    PoolSettingsElsewhereTest() {
        super(new DatabasePoolCheck());
    }

    static Stream<Arguments> cases() {
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
                of("a field that may be open already when its limit is set", """
                        type Store struct{ db *sql.DB }
                        func (s *Store) open() (err error) {
                        	s.db, err = sql.Open("pgx", "dsn") // want clean
                        	return err
                        }
                        func (s *Store) ready() (err error) {
                        	if s.db == nil {
                        		s.db, err = sql.Open("pgx", "dsn") // want clean
                        	}
                        	s.db.SetMaxOpenConns(5)
                        	return err
                        }
                        func main() {
                        	s := &Store{}
                        	s.open()
                        	s.ready()
                        }
                        """),
                of("given to functions of generic calls, and to a field that holds none", """
                        type Query func(db *sql.DB) *sql.DB
                        type step struct {
                        	run func(db *sql.DB) error
                        	name string
                        }
                        func where(name string) Query { return func(db *sql.DB) *sql.DB { return db } }
                        func one[T any](db *sql.DB, queries ...Query) (t T) {
                        	for _, query := range queries { db = query(db) }
                        	return t
                        }
                        func unused(db *sql.DB, query Query) { query(db) }
                        func unusedToo(query Query) { query(shared) }
                        var shared *sql.DB
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want report
                        	shared = db
                        	one[int](db, where("x"), where("y"))
                        	s := step{name: "x"}
                        	if s.run != nil { s.run(db) }
                        }
                        """),
                of("limited by one of two who get what a function chooses", """
                        var main_, logs *sql.DB
                        func mysql() (*sql.DB, error) { return sql.Open("mysql", "dsn") }
                        func choose() (*sql.DB, error) { return mysql() }
                        func limit(db *sql.DB) { db.SetMaxOpenConns(5) }
                        func initMain() {
                        	main_, _ = choose()
                        	limit(main_)
                        }
                        func initLogs() {
                        	logs, _ = choose() // want report
                        }
                        func main() { initMain(); initLogs() }
                        """),
                of("limited by functions that nothing calls", """
                        type Store struct{ db *sql.DB }
                        func (s *Store) tune() { s.db.SetMaxOpenConns(7) }
                        func limit(db *sql.DB) { db.SetMaxOpenConns(7) }
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want report
                        	s := &Store{db: db}
                        	s.db.Ping()
                        }
                        """),
                of("a field that two functions open, of which one sets a limit", """
                        type Store struct{ db *sql.DB }
                        func (s *Store) openPostgres() (err error) {
                        	s.db, err = sql.Open("pgx", "dsn") // want report
                        	return err
                        }
                        func (s *Store) openLite() (err error) {
                        	if s.db, err = sql.Open("sqlite", "dsn"); err != nil { // want clean
                        		return err
                        	}
                        	s.db.SetMaxOpenConns(1)
                        	return nil
                        }
                        func main() {
                        	s := &Store{}
                        	s.openPostgres()
                        	s.openLite()
                        }
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
                        func main() { platform.OnOpen(tune); store.Run() }
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
}
