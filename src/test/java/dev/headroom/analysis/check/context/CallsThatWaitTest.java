package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The libraries of which calls wait. */
class CallsThatWaitTest extends CheckCases {
    CallsThatWaitTest() {
        super(new ContextDeadlineCheck());
    }

    static Stream<Arguments> cases() {
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
                of("statements of transactions", """
                        var db *sql.DB
                        var rename *sql.Stmt
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	tx, _ := db.BeginTx(ctx, nil)
                        	tx.Stmt(rename).ExecContext(ctx, 1) // want report no-context
                        }
                        func bounded(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	tx, _ := db.BeginTx(ctx, nil) // want clean
                        	tx.StmtContext(ctx, rename).ExecContext(ctx, 1)
                        }
                        func main() {
                        	http.HandleFunc("/", handle)
                        	http.HandleFunc("/b", bounded)
                        }
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
                of("sessions of gorm of a program that gives none a context", """
                        var shared *gorm.DB
                        type query func(*gorm.DB) *gorm.DB
                        func one(to any, queries ...query) error {
                        	tmp := shared
                        	for _, q := range queries { tmp = q(tmp) }
                        	return tmp.First(to).Error // want report
                        }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	one(nil, func(tx *gorm.DB) *gorm.DB { return tx.Where("id = ?", 1) })
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("sessions of gorm that may have got a context as something of another module", """
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	var tx *gorm.DB = platform.Session(r)
                        	tx.First(nil) // want undecided
                        }
                        func prepare(w http.ResponseWriter, r *http.Request) {
                        	platform.Keep(r, platform.Open("a").WithContext(r.Context()))
                        }
                        func main() { http.HandleFunc("/", handle); http.HandleFunc("/p", prepare) }
                        """),
                of("sessions of gorm of which some may have a context", """
                        var shared *gorm.DB
                        type query func(*gorm.DB) *gorm.DB
                        func one(to any, queries ...query) error {
                        	tmp := shared
                        	for _, q := range queries { tmp = q(tmp) }
                        	return tmp.First(to).Error // want undecided
                        }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	one(nil, func(tx *gorm.DB) *gorm.DB { return tx.Session(&gorm.Session{Context: r.Context()}) })
                        }
                        func main() { http.HandleFunc("/", handle) }
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
                of("the interface of all queries that sqlc generates", """
                        -- store/db.go --
                        // Code generated by sqlc. DO NOT EDIT.
                        package store
                        import ("context"; "database/sql")
                        type DBTX interface {
                        	QueryRowContext(context.Context, string, ...interface{}) *sql.Row
                        }
                        type Queries struct{ db DBTX }
                        func (q *Queries) User(ctx context.Context, id int64) error {
                        	return q.db.QueryRowContext(ctx, "select 1", id).Scan()
                        }
                        type Querier interface { User(ctx context.Context, id int64) error }
                        -- mock/store.go --
                        // Code generated by MockGen. DO NOT EDIT.
                        package mock
                        import "context"
                        type MockStore struct{}
                        func (m *MockStore) User(ctx context.Context, id int64) error { return nil }
                        func (m *MockStore) Move(ctx context.Context) error { return nil }
                        -- main.go --
                        type Store interface { store.Querier; Move(ctx context.Context) error }
                        type sqlStore struct{ *store.Queries; db *sql.DB }
                        func (s *sqlStore) Move(ctx context.Context) error {
                        	return s.db.PingContext(ctx) // want report
                        }
                        type cached interface { User(ctx context.Context, id int64) error; Warm() }
                        type cache struct{ *mock.MockStore }
                        func (c *cache) User(ctx context.Context, id int64) error { return nil }
                        func (c *cache) Warm() {}
                        type api struct{ store Store; cached cached }
                        func (a *api) user(w http.ResponseWriter, r *http.Request) {
                        	a.store.User(r.Context(), 1) // want report
                        }
                        func (a *api) move(w http.ResponseWriter, r *http.Request) {
                        	a.store.Move(r.Context())
                        	a.cached.User(r.Context(), 1)
                        }
                        func (a *api) bounded(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	a.store.User(ctx, 1) // want clean
                        }
                        func main() {
                        	a := &api{store: &sqlStore{}, cached: &cache{}}
                        	http.HandleFunc("/", a.user)
                        	http.HandleFunc("/m", a.move)
                        	http.HandleFunc("/b", a.bounded)
                        }
                        """),
                of("what ent generates", """
                        -- ent/user_query.go --
                        // Code generated by ent, DO NOT EDIT.
                        package ent
                        import "context"
                        type User struct{}
                        type UserClient struct{}
                        func (c *UserClient) Query() *UserQuery { return &UserQuery{} }
                        type UserQuery struct{}
                        func (q *UserQuery) Where(id int) *UserQuery { return q }
                        func (q *UserQuery) OnlyX(ctx context.Context) *User { return nil }
                        func (q *UserQuery) Clone(ctx context.Context) *UserQuery { return q }
                        type Client struct{ User *UserClient }
                        -- main.go --
                        package main
                        import ("context"; "net/http"; "time"; "entgo.io/ent/privacy"; "m.example/m/ent")
                        type api struct{ client *ent.Client }
                        func (a *api) user(w http.ResponseWriter, r *http.Request) {
                        	ctx := privacy.DecisionContext(r.Context(), privacy.Allow)
                        	a.client.User.Query().Where(1).OnlyX(ctx) // want report
                        }
                        func (a *api) none(w http.ResponseWriter, r *http.Request) {
                        	a.client.User.Query().Clone(r.Context())
                        }
                        func (a *api) bounded(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	a.client.User.Query().OnlyX(ctx) // want clean
                        }
                        func main() {
                        	a := &api{}
                        	http.HandleFunc("/", a.user)
                        	http.HandleFunc("/n", a.none)
                        	http.HandleFunc("/b", a.bounded)
                        }
                        """),
                of("what gorm's generator writes", """
                        -- query/users.gen.go --
                        // Code generated by gorm.io/gen. DO NOT EDIT.
                        package query
                        import ("context"; "gorm.io/gen")
                        type User struct{}
                        type Users struct{ userDo }
                        func (u *Users) WithContext(ctx context.Context) *userDo { return nil }
                        type userDo struct{ gen.DO }
                        func (u userDo) Where(id int) *userDo { return &u }
                        func (u userDo) Debug() *userDo { return &u }
                        func (u userDo) First() (*User, error) { return nil, nil }
                        -- main.go --
                        package main
                        import ("context"; "net/http"; "time"; "m.example/m/query")
                        type api struct{ users *query.Users }
                        func (a *api) user(w http.ResponseWriter, r *http.Request) {
                        	a.users.WithContext(r.Context()).Where(1).First() // want report
                        	a.users.WithContext(r.Context()).Where(1)
                        }
                        func (a *api) count(w http.ResponseWriter, r *http.Request) {
                        	a.users.WithContext(r.Context()).Where(1).Count() // want report
                        }
                        func (a *api) rename(w http.ResponseWriter, r *http.Request) {
                        	a.users.WithContext(r.Context()).Where(1).UpdateSimple(nil) // want report
                        }
                        func (a *api) bounded(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	a.users.WithContext(ctx).Debug().Where(1).First() // want clean
                        }
                        func main() {
                        	a := &api{}
                        	http.HandleFunc("/", a.user)
                        	http.HandleFunc("/c", a.count)
                        	http.HandleFunc("/n", a.rename)
                        	http.HandleFunc("/b", a.bounded)
                        }
                        """),
                of("bun", """
                        type repo struct{ db *bun.DB }
                        func find(ctx context.Context, db bun.IDB) error {
                        	return db.NewSelect().Model(nil).Where("id = ?", 1).Scan(ctx) // want report
                        }
                        func names(ctx context.Context, query *bun.SelectQuery) {
                        	query.Column("name").Scan(ctx) // want report
                        }
                        func (p *repo) names(w http.ResponseWriter, r *http.Request) {
                        	names(r.Context(), p.db.NewSelect())
                        }
                        func (p *repo) find(w http.ResponseWriter, r *http.Request) { find(r.Context(), p.db) }
                        func (p *repo) ping(w http.ResponseWriter, r *http.Request) {
                        	p.db.Ping() // want report no-context
                        }
                        func (p *repo) move(w http.ResponseWriter, r *http.Request) {
                        	p.db.RunInTx(r.Context(), nil, func(ctx context.Context, tx bun.Tx) error { // want report
                        		_, err := tx.NewInsert().Model(nil).Exec(ctx)
                        		return err
                        	})
                        }
                        func (p *repo) bounded(w http.ResponseWriter, r *http.Request) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	p.db.RunInTx(ctx, nil, func(ctx context.Context, tx bun.Tx) error { // want clean
                        		_, err := tx.NewInsert().Model(nil).Exec(ctx)
                        		return err
                        	})
                        	p.db.NewSelect().Count(ctx)
                        	_ = p.db.NewSelect().Where("a")
                        }
                        func main() {
                        	p := &repo{}
                        	http.HandleFunc("/a", p.find)
                        	http.HandleFunc("/n", p.names)
                        	http.HandleFunc("/b", p.ping)
                        	http.HandleFunc("/c", p.move)
                        	http.HandleFunc("/d", p.bounded)
                        }
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
}
