package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Clients that bound their calls themselves. */
class DeadlinesOfClientsTest extends CheckCases {
    DeadlinesOfClientsTest() {
        super(new ContextDeadlineCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of("a driver that ends queries by itself, perhaps", """
                        -- dsn/main.go --
                        package main
                        import ("context"; "database/sql"; "fmt")
                        func main() {
                        	db, _ := sql.Open("mysql", fmt.Sprintf("%s@tcp(db)/shop?parseTime=true&readTimeout=%s", "u", "5s"))
                        	db.ExecContext(context.Background(), "delete from carts") // want undecided
                        }
                        -- config/main.go --
                        package main
                        import ("context"; "database/sql"; "time"; "github.com/go-sql-driver/mysql")
                        func main() {
                        	c := mysql.Config{Addr: "db", ReadTimeout: time.Second}
                        	db, _ := sql.Open("mysql", c.FormatDSN())
                        	db.ExecContext(context.Background(), "delete from carts") // want undecided
                        }
                        -- params/main.go --
                        package main
                        import ("context"; "github.com/jackc/pgx/v5/pgxpool")
                        func main() {
                        	c, _ := pgxpool.ParseConfig("postgres://db")
                        	c.ConnConfig.RuntimeParams["statement_timeout"] = "5000"
                        	pool, _ := pgxpool.NewWithConfig(context.Background(), c)
                        	pool.Exec(context.Background(), "delete from carts") // want undecided
                        }
                        -- told/main.go --
                        package main
                        import ("context"; "database/sql"; "log")
                        func main() {
                        	db, _ := sql.Open("mysql", "u@tcp(db)/shop?timeout=5s")
                        	_, err := db.ExecContext(context.Background(), "delete from carts") // want report
                        	log.Println("perhaps the statement_timeout of the database is too low", err)
                        }
                        """),
                of("an interface that HTTP clients satisfy", """
                        type doer interface { Do(req *http.Request) (*http.Response, error) }
                        type api struct{ client doer }
                        type guarded struct{ client doer }
                        func (a *api) get(ctx context.Context) {
                        	req, _ := http.NewRequestWithContext(ctx, "GET", "http://a", nil)
                        	a.client.Do(req) // want report
                        }
                        func (g *guarded) get(ctx context.Context) {
                        	req, _ := http.NewRequestWithContext(ctx, "GET", "http://a", nil)
                        	g.client.Do(req) // want clean
                        }
                        func main() {
                        	(&api{client: &http.Client{}}).get(context.Background())
                        	(&guarded{client: &http.Client{Timeout: time.Second}}).get(context.Background())
                        }
                        """),
                of("an interface with clients of the program's own behind it: they do the waiting", """
                        type doer interface { Do(req *http.Request) (*http.Response, error) }
                        type retrying struct{ client *http.Client }
                        func (c *retrying) Do(req *http.Request) (*http.Response, error) {
                        	return c.client.Do(req) // want report
                        }
                        type api struct{ client doer }
                        func (a *api) get(ctx context.Context) {
                        	req, _ := http.NewRequestWithContext(ctx, "GET", "http://a", nil)
                        	a.client.Do(req)
                        }
                        func main() { (&api{client: &retrying{client: &http.Client{}}}).get(context.Background()) }
                        """),
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
}
