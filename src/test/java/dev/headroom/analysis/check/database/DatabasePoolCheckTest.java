package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.CheckCases;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class DatabasePoolCheckTest extends CheckCases {
    DatabasePoolCheckTest() {
        super(new DatabasePoolCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(handles(), lifetimes(), others()).flatMap(Function.identity());
    }

    private static Stream<Arguments> handles() {
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
                of("constants may mean no limit either", """
                        const unlimited = 0
                        const limited = 5 * 2
                        func main() {
                        	db, _ := sql.Open("pgx", "dsn") // want report
                        	db.SetMaxOpenConns(unlimited)
                        	other, _ := sql.Open("pgx", "dsn") // want clean
                        	other.SetMaxOpenConns(limited)
                        }
                        """),
                of("a limit for SQLite is none for a server", """
                        func open(driver, dsn string) *sql.DB {
                        	var db *sql.DB
                        	switch driver {
                        	case "mysql":
                        		db, _ = sql.Open("mysql", dsn) // want report
                        	case "postgres":
                        		db, _ = sql.Open("pgx", dsn) // want clean
                        		db.SetMaxOpenConns(10)
                        	default:
                        		db, _ = sql.Open("sqlite3", dsn) // want clean
                        	}
                        	if driver == "sqlite3" {
                        		db.SetMaxOpenConns(1)
                        	}
                        	return db
                        }
                        func other(driver, dsn string) *sql.DB {
                        	var db *sql.DB
                        	if driver == "mysql" {
                        		db, _ = sql.Open("mysql", dsn) // want clean
                        	} else {
                        		db, _ = sql.Open("sqlite3", dsn) // want report
                        	}
                        	if driver == "sqlite3" || driver == "" {
                        		db.SetMaxIdleConns(1)
                        	} else {
                        		db.SetMaxOpenConns(10)
                        	}
                        	return db
                        }
                        func main() { open("", ""); other("", "") }
                        """),
                of("one variable for handles of two branches", """
                        func open(remote bool) *sql.DB {
                        	var db *sql.DB
                        	if remote {
                        		db, _ = sql.Open("mysql", "dsn") // want report
                        	} else {
                        		db, _ = sql.Open("mysql", "local") // want clean
                        		db.SetMaxOpenConns(2)
                        	}
                        	return db
                        }
                        func main() { open(true) }
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

    private static Stream<Arguments> lifetimes() {
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
                of("closed when its function ends, whatever holds it until then", """
                        type store struct{ db *sql.DB }
                        func (s *store) version() int { s.db.Exec("select 1"); return 1 }
                        func current() int {
                        	db, _ := sql.Open("pgx", "") // want clean
                        	defer db.Close()
                        	return (&store{db}).version()
                        }
                        func create() error {
                        	db, err := sql.Open("pgx", "") // want clean
                        	if err != nil { return err }
                        	defer func(db *sql.DB) { db.Close() }(db)
                        	return platform.Create(db)
                        }
                        type keeper struct{ kept *sql.DB }
                        func keep() (k *keeper, err error) {
                        	db, _ := sql.Open("pgx", "") // want report
                        	defer func() {
                        		if err != nil { db.Close() }
                        	}()
                        	return &keeper{kept: db}, db.Ping()
                        }
                        func connect() (*sql.DB, error) {
                        	db, err := sql.Open("pgx", "") // want report
                        	if err := db.Ping(); err != nil {
                        		defer db.Close()
                        		return nil, err
                        	}
                        	return db, err
                        }
                        func crowd() {
                        	db, _ := sql.Open("pgx", "") // want report
                        	defer db.Close()
                        	s := &store{db}
                        	var group sync.WaitGroup
                        	for range 1000 { group.Add(1); go s.version() }
                        	group.Wait()
                        }
                        func main() { current(); create(); crowd(); keep(); connect() }
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

    private static Stream<Arguments> others() {
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
}
