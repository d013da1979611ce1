package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The pools of pgx, which have a configuration of their own. */
class PgxPoolTest extends CheckCases {
    PgxPoolTest() {
        super(new DatabasePoolCheck());
    }

    static Stream<Arguments> cases() {
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
}
