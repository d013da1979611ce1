package dev.headroom.golang.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypesTest {
    private static final String STORE = """
            -- go.mod --
            module m.example/m
            -- store/store.go --
            package store

            import (
            	"context"
            	"database/sql"
            	"github.com/jackc/pgx/v5/pgxpool"
            	"github.com/jmoiron/sqlx"
            )

            type Base struct{ *sqlx.DB }
            type Store struct {
            	Base
            	pool  *pgxpool.Pool
            	reads map[string][]*sql.DB
            }
            type Opener func(dsn string) (*sql.DB, error)

            func New(pool *pgxpool.Pool) *Store { return &Store{pool: pool} }
            func (s *Store) Pool() *pgxpool.Pool { return s.pool }
            -- main.go --
            package main

            import (
            	"database/sql"
            	"net/http"
            	"time"

            	"github.com/go-redis/redis/v8"
            	"google.golang.org/grpc"
            	pb "example.org/api/users"
            	"m.example/m/store"
            )

            type app struct {
            	*store.Store
            	srv http.Server
            }

            func main() {
            	db, err := sql.Open("pgx", "dsn")
            	s := store.New(nil)
            	a := &app{Store: s}
            	viaEmbedding := a.Pool()
            	handle := a.reads["x"][0]
            	for key, list := range a.reads {
            		inner := list[0]
            		_, _ = key, inner
            	}
            	promoted, _ := a.Beginx()
            	rdb := redis.NewClient(&redis.Options{})
            	rows, qerr := db.Query("select 1")
            	conn, _ := grpc.NewClient("x")
            	users := pb.NewUsersClient(conn)
            	timeout := 5 * time.Second
            	if db := rdb; db != nil {
            		shadowed := db
            		_ = shadowed
            	}
            	var open store.Opener
            	opened, _ := open("x")
            	server := a.srv
            	p := new(http.Server)
            	var any interface{} = db
            	switch v := any.(type) {
            	case *sql.Tx:
            		one := v
            		_ = one
            	}
            	cast := any.(*sql.Conn)
            	ch := make(chan *sql.DB, 1)
            	got := <-ch
            	f := func() *sql.DB { return db }
            	called := f()
            	_, _, _, _, _ = err, viaEmbedding, handle, promoted, rows
            }
            """;

    @ParameterizedTest
    @CsvSource({
        "db, *database/sql.DB",
        "err, error",
        "s, *m.example/m/store.Store",
        "a, *m.example/m.app",
        "viaEmbedding, *github.com/jackc/pgx/pgxpool.Pool",
        "handle, *database/sql.DB",
        "key, string",
        "inner, *database/sql.DB",
        "promoted, *github.com/jmoiron/sqlx.Tx",
        "rdb, *github.com/redis/go-redis.Client",
        "rows, *database/sql.Rows",
        "qerr, error",
        "conn, *google.golang.org/grpc.ClientConn",
        "users, example.org/api/users.UsersClient",
        "timeout, time.Duration",
        "shadowed, *github.com/redis/go-redis.Client",
        "opened, *database/sql.DB",
        "server, net/http.Server",
        "p, *net/http.Server",
        "one, *database/sql.Tx",
        "cast, *database/sql.Conn",
        "got, *database/sql.DB",
        "called, *database/sql.DB",
    })
    void variables(String name, String type) {
        Program program = GoSources.program(STORE);
        assertThat(program.types().typeOf(GoSources.find(program, name))).hasToString(type);
    }

    @Test
    void tellsANameByTheDeclarationItStandsInWhateverWasAskedBefore() {
        Program program = GoSources.program("""
                package main

                var n = 1

                func main() { n := ""; _ = n + "" }

                var later = n + 2
                """);
        Node inner = GoSources.find(program, "n + \"\"").field("left").orElseThrow();
        Node outer = GoSources.find(program, "n + 2").field("left").orElseThrow();

        for (int turn = 0; turn < 2; turn++) {
            assertThat(program.types().typeOf(inner)).hasToString("string");
            assertThat(program.types().variable(inner).orElseThrow().kind()).isEqualTo(Variable.Kind.SHORT);
            assertThat(program.types().variable(outer).orElseThrow().kind()).isEqualTo(Variable.Kind.VAR);
        }
    }

    @Test
    @DisplayName("recursive types, functions and initialisers end")
    void recursive() {
        Program program = GoSources.program("""
                package main
                type A B
                type B A
                type C = D
                type D = C
                type E struct { E; *F }
                type F struct { E }
                type I interface { J }
                type J interface { I }
                var x = y
                var y = x
                func f() int { return f() }
                func main() {
                	var e E
                	var i I
                	var c C
                	z := e.missing
                	w := i.missing()
                	v := c
                	u := func() { u() }
                	_, _, _, _ = z, w, v, u
                }
                """);
        for (Node node : program.files().getFirst().root().descendants()) {
            assertThat(program.types().typeOf(node)).isNotNull();
        }
        assertThat(program.calls().functions()).hasSize(3);
    }

    @Test
    @DisplayName("what the parser lets through, however deep, is survived")
    void deep() {
        String nested = "(".repeat(900) + "1" + ")".repeat(900);
        String sum = "1" + "+1".repeat(900);
        String blocks = "{".repeat(900) + "}".repeat(900);
        Program program = GoSources.program(
                "package main\nfunc main() { a := " + nested + "\nb := " + sum + "\n_, _ = a, b\n" + blocks + " }\n");
        for (Node node : program.files().getFirst().root().descendants()) {
            assertThat(program.types().typeOf(node)).isNotNull();
        }
        assertThat(program.calls().functions()).hasSize(1);
    }

    @Test
    @DisplayName("symbols as people write them")
    void symbols() {
        Program program = GoSources.program("""
                package main
                type store struct { db int }
                func (s *store[T]) open() { opened() }
                var v = atTop()
                func main() { func() { nested() }() }
                """);
        assertThat(program.symbolOf(GoSources.find(program, "opened()"))).isEqualTo("store.open");
        assertThat(program.symbolOf(GoSources.find(program, "nested()"))).isEqualTo("main");
        assertThat(program.symbolOf(GoSources.find(program, "atTop()"))).isEmpty();
        assertThat(program.symbolOf(GoSources.find(program, "db"))).isEqualTo("store");
    }

    @Test
    @DisplayName("keys of struct literals are no uses of variables; keys of maps are")
    void literalKeys() {
        Program program = GoSources.program("""
                package main
                type T struct{ db int }
                func main() {
                	db := 1
                	a := T{db: 2}
                	b := map[int]int{db: 3}
                	_, _ = a, b
                }
                """);
        Variable db = program.types()
                .variable(GoSources.find(program, "db"))
                .map(v -> v)
                .orElse(null);
        Node declared = program.files().getFirst().root();
        for (Node node : declared.descendants()) {
            if (node.kind().equals("identifier") && node.text().equals("db") && db == null) {
                db = program.types().variable(node).orElse(null);
            }
        }
        assertThat(db).isNotNull();
        assertThat(db.uses()).hasSize(1);
        assertThat(db.uses().getFirst().startLine()).isEqualTo(6);
    }
}
