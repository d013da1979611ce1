package dev.headroom.golang.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternTest extends Patterns {
    private List<String> inFunction(String pattern, String statements) {
        return texts(pattern, function(statements));
    }

    @ParameterizedTest(name = "{0} in {1}: {2}")
    @CsvSource(quoteCharacter = '\u0007', delimiterString = "¦", textBlock = """
            # expressions: pattern ¦ code ¦ how many matches
            sql.Open($_, $_)            ¦ db, err := sql.Open("pgx", dsn)                 ¦ 1
            sql.Open($_, $_)            ¦ g(sql.Open(a, sql.Open(b, c)))                  ¦ 2
            sql.Open($_, $_)            ¦ sql.Open("pgx")                                 ¦ 0
            sql.Open($_, $_)            ¦ sql.Open("pgx", dsn, 1)                         ¦ 0
            sql.Open($_, $_)            ¦ sql.OpenDB(a, b)                                ¦ 0
            sql.Open($_, $_)            ¦ db.Open(a, b)                                   ¦ 0
            sql.Open($_, $_)            ¦ x.sql.Open(a, b)                                ¦ 0
            sql.Open($_, $_)            ¦ sql.Open("pgx", /* of the vault */ dsn,)        ¦ 1
            sql.Open("pgx", $_)         ¦ sql.Open("pgx", dsn)                            ¦ 1
            sql.Open("pgx", $_)         ¦ sql.Open("mysql", dsn)                          ¦ 0
            sql.Open("$X", $_)          ¦ sql.Open("mysql", dsn)                          ¦ 0
            sql.Open($$$)               ¦ sql.Open(); sql.Open(a); sql.Open(a, b, c)      ¦ 3
            f($_, $$$)                  ¦ f(); f(a); f(a, b)                              ¦ 2
            f($$$, $_)                  ¦ f(); f(a); f(a, b)                              ¦ 2
            f($$$, x, $$$)              ¦ f(x); f(a, x, b); f(a, x); f(a, b); f()         ¦ 3
            f($$$, x, $$$, y, $$$)      ¦ f(y, x); f(x, y); f(x, x, y, y)                 ¦ 2
            f($X, $X)                   ¦ f(a, a); f(a, b); f(g( 1,2 ), g(1, /**/ 2))     ¦ 2
            f($X, $$$, $X)              ¦ f(a, b, a); f(a, a); f(a, b, c); f(a)           ¦ 2
            f($$$, $X, $$$, $X, $$$)    ¦ f(1, 2, 3, 2); f(1, 2, 3); f(1, 2, 2)           ¦ 2
            f(g($$$, $X, $$$), $X)      ¦ f(g(1, 2), 2); f(g(1, 2), 3)                    ¦ 1
            $_.SetMaxOpenConns($_)      ¦ db.SetMaxOpenConns(5); s.db.SetMaxOpenConns(n)  ¦ 2
            $_.SetMaxOpenConns($_)      ¦ SetMaxOpenConns(5); db.SetMaxIdleConns(5)       ¦ 0
            $_.SetMaxOpenConns($_)      ¦ set := db.SetMaxOpenConns; set(5)               ¦ 0
            db.SetMaxOpenConns(n)       ¦ db.SetMaxOpenConns(n); other.SetMaxOpenConns(n) ¦ 1
            $X.$M($X)                   ¦ a.b(a); a.b(c)                                  ¦ 1
            $X.Lock                     ¦ a.Lock(); g(a.Lock)                             ¦ 2
            $A + $A                     ¦ x = a + a; x = a - a; x = a + b                 ¦ 1
            $A != nil                   ¦ if err != nil { }; if err == nil { }            ¦ 1
            f($_...)                    ¦ f(xs...); f(xs)                                 ¦ 1
            f($_)                       ¦ f(xs...)                                        ¦ 1
            <-$C                        ¦ x := <-c; c <- x                                ¦ 1
            *$P                         ¦ x := *p; y := &p                                ¦ 1
            $X[$_:]                     ¦ y := x[1:]; y = x[:1]; y = x[1]                 ¦ 1
            $X.($_)                     ¦ y := x.(int); y = x.y(int)                      ¦ 1
            new($T)                     ¦ x := new(int); y := new(http.Client)            ¦ 2
            make(map[string]$T, $_)     ¦ make(map[string]int, 3); make(map[int]int, 3)   ¦ 1
            map[string]$T               ¦ var m map[string]int; x := map[int]string{}     ¦ 1
            *sql.DB                     ¦ x := *sql.DB                                    ¦ 1
            http.DefaultClient          ¦ http.DefaultClient.Do(r)                        ¦ 1
            func() { $$$ }              ¦ g(func() { a(); b() }); g(func(x int) {})       ¦ 1
            go func() { $$$ }()         ¦ go func() { a() }(); go f()                     ¦ 1
            # composite literals
            http.Client{}               ¦ c := http.Client{}; d := &http.Client{}         ¦ 2
            http.Client{}               ¦ c := http.Client{Timeout: 3}                    ¦ 0
            &http.Client{$$$}           ¦ c := &http.Client{Timeout: t}; http.Client{}    ¦ 1
            redis.Options{PoolSize: $_} ¦ redis.Options{PoolSize: 3}                      ¦ 1
            redis.Options{PoolSize: $_} ¦ redis.Options{PoolSize: 3, Addr: a}             ¦ 0
            redis.Options{PoolSize: $_, $$$} ¦ redis.Options{Addr: a, PoolSize: 3}        ¦ 1
            redis.Options{$$$, PoolSize: $_} ¦ redis.Options{PoolSize: 3, Addr: a,}       ¦ 1
            redis.Options{PoolSize: $_, $$$} ¦ redis.Options{Addr: a}; redis.Options{}    ¦ 0
            redis.Options{PoolSize: $_, $$$} ¦ http.Options{PoolSize: 3}                  ¦ 0
            redis.Options{Addr: $_, DB: $_}  ¦ redis.Options{DB: 1, Addr: a}              ¦ 1
            redis.Options{Addr: $X, User: $X, $$$} ¦ redis.Options{User: a, Addr: a}; redis.Options{User: b, Addr: a} ¦ 1
            redis.Options{$K: $V, $L: $V}    ¦ redis.Options{A: 1, B: 2, C: 1}; redis.Options{B: 2, C: 2} ¦ 1
            []int{1, $$$}               ¦ x := []int{1, 2}; x = []int{2, 1}               ¦ 1
            []int{$_, $_}               ¦ x := []int{1, 2}; x = []int{1}                  ¦ 1
            T{$$$}                      ¦ x := T{}; x = T{1}; x = T{A: 1}; x = U{}        ¦ 3
            T{{$$$}}                    ¦ x := T{{1}}; x = T{1}                           ¦ 1
            # statements
            $X := $Y                    ¦ a := b; c, d := e; c = d; var e = f             ¦ 1
            $X, $ERR := sql.Open($$$)   ¦ db, err := sql.Open(a, b); db = sql.Open(a, b)  ¦ 1
            $$$ := f()                  ¦ a := f(); a, b := f(); a = f()                  ¦ 2
            $X = append($X, $$$)        ¦ xs = append(xs, 1); ys = append(xs, 1)          ¦ 1
            $X += $_                    ¦ a += 1; a -= 1; a = a + 1                       ¦ 1
            return $$$                  ¦ if x { return }; return a, b                    ¦ 2
            return $_                   ¦ if x { return }; return a, b                    ¦ 0
            return nil, $ERR            ¦ return nil, err                                 ¦ 1
            defer $_.Close()            ¦ defer f.Close(); f.Close()                      ¦ 1
            defer $X                    ¦ defer f.Close(); go g()                         ¦ 1
            if $C { $$$ }               ¦ if a { b() }; if a { }; if a { } else { }       ¦ 2
            if $C { $_ }                ¦ if a { b() }; if a { b(); c() }; if a { }       ¦ 1
            if $X := $_; $X { $$$ }     ¦ if a := b; a { }; if a := b; c { }; if a { }    ¦ 1
            if err != nil { return err } ¦ if err != nil { /* no */ return err }; if err != nil { return x } ¦ 1
            for $$$ { $$$ }             ¦ for { }; for a { }; for i := 0; i < n; i++ { }  ¦ 3
            for { $$$ }                 ¦ for { }; for a { }                              ¦ 1
            for _, $V := range $XS { $$$ } ¦ for _, v := range xs { f(v) }; for i := range xs { } ¦ 1
            var $X = $_                 ¦ var a = 1; var b int = 2; var c int             ¦ 1
            var $X $T                   ¦ var a = 1; var b int = 2; var c int             ¦ 1
            $S; f()                     ¦ f(); f()                                        ¦ 1
            select { case <-$C: $$$ }   ¦ select { case <-c: a(); b() }; select { case v := <-c: } ¦ 1
            """)
    void matches(String pattern, String code, int count) {
        assertThat(inFunction(pattern, code)).hasSize(count);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(quoteCharacter = '\u0007', delimiterString = "¦", textBlock = """
            func $F($$$) { $$$ }                    ¦ f, h
            func $F($$$) $$$ { $$$ }                ¦ f, g, h
            func $F($_, $_) $$$ { $$$ }             ¦ g
            func $F() { $$$ }                       ¦ f
            func ($_) $M($$$) $$$ { $$$ }           ¦ Open, Close
            func ($R *Store) $M($$$) error { $$$ }  ¦ Open
            func ($_) $M($$$, n int, $$$) $$$ { $$$ } ¦ Close
            type $T struct { $$$ }                  ¦ Store, Empty
            type $T struct { $$$; mu $_; $$$ }      ¦ Store
            type $T struct { $_ }                   ¦
            type $T struct { }                      ¦ Empty
            type $T interface { $$$ }               ¦ Opener
            const $C = $_                           ¦ a, b
            var $V = $_                             ¦ v
            """)
    void matchesDeclarations(String pattern, String names) {
        GoFile file = file("""
                package p

                import "sync"

                const (
                	a = 1
                	b = 2
                	c int = 3
                )

                var v = a

                type Store struct {
                	name string // of the file
                	mu   sync.Mutex
                }
                type Empty struct{}
                type Opener interface{ Open() error }

                func f() {}
                func g(a int, b string) (int, error) { return a, nil }
                func h(a, b int) {}
                func (s *Store) Open() error { return nil }
                func (s Store) Close(m, x float64, n int) {}
                """);

        List<String> found = Pattern.compile(pattern, Map.of()).in(file.root(), file).stream()
                .map(match -> match.node().field("name").orElseThrow().text())
                .toList();

        assertThat(String.join(", ", found)).isEqualTo(names == null ? "" : names);
    }

    @Test
    void bindsMetavariables() {
        GoFile file = function("db, err := sql.Open(\"pgx\", dsn + x)");

        Match match = Pattern.compile("$DB, $ERR := sql.Open($_, $DSN)", IMPORTS)
                .in(file.root(), file)
                .getFirst();

        assertThat(match.node().text()).isEqualTo("db, err := sql.Open(\"pgx\", dsn + x)");
        assertThat(match.bindings())
                .hasSize(3)
                .hasEntrySatisfying("DB", node -> assertThat(node.text()).isEqualTo("db"))
                .hasEntrySatisfying("ERR", node -> assertThat(node.text()).isEqualTo("err"))
                .hasEntrySatisfying("DSN", node -> assertThat(node.kind()).isEqualTo("binary_expression"));
    }

    @Test
    void aRunOfStatementsIsTheShortestOneFromEachBeginning() {
        String code = """
                db, err := sql.Open(a, b)
                // checked at once
                if err != nil {
                	log(err)
                	return
                }
                if err != nil { return }
                other()
                """;

        assertThat(inFunction("$DB, $ERR := sql.Open($$$)\nif $ERR != nil { $$$ }", code))
                .containsExactly("db, err := sql.Open(a, b); if err != nil {\n\tlog(err)\n\treturn\n}");
        assertThat(inFunction("$_, $ERR := sql.Open($$$)\n$$$\nother()", code)).hasSize(1);
        assertThat(inFunction("$_, $ERR := sql.Open($$$)\nother()", code)).isEmpty();
        assertThat(inFunction("$_, $_ := sql.Open($$$)\nif other != nil { $$$ }", code))
                .isEmpty();
        assertThat(inFunction("other()\n$DB, $ERR := sql.Open($$$)", code)).isEmpty();
        assertThat(inFunction("a()\n$$$", "a(); b()")).containsExactly("a()");
    }

    @Test
    void runsAreFoundInCasesAndNestedBlocks() {
        assertThat(inFunction("mu.Lock()\ndefer mu.Unlock()", """
                switch x {
                case 1:
                	mu.Lock()
                	defer mu.Unlock()
                default:
                	go func() {
                		mu.Lock()
                		defer mu.Unlock()
                	}()
                }
                mu.Lock()
                x()
                defer mu.Unlock()
                """)).hasSize(2);
    }

    @ParameterizedTest(name = "import {0}, {1}")
    @CsvSource(quoteCharacter = '\u0007', delimiterString = "¦", textBlock = """
            "github.com/jackc/pgx/v5/pgxpool"       ¦ pgxpool.New(ctx, dsn) ¦ 1
            "github.com/jackc/pgx/v4/pgxpool"       ¦ pgxpool.New(ctx, dsn) ¦ 1
            p "github.com/jackc/pgx/v5/pgxpool"     ¦ p.New(ctx, dsn)       ¦ 1
            p "github.com/jackc/pgx/v5/pgxpool"     ¦ pgxpool.New(ctx, dsn) ¦ 0
            "example.com/pgxpool"                   ¦ pgxpool.New(ctx, dsn) ¦ 0
            "example.com/other/v5/pgxpool"          ¦ pgxpool.New(ctx, dsn) ¦ 0
            . "github.com/jackc/pgx/v5/pgxpool"     ¦ New(ctx, dsn)         ¦ 0
            _ "github.com/jackc/pgx/v5/pgxpool"     ¦ pgxpool.New(ctx, dsn) ¦ 0
            "fmt"                                   ¦ pgxpool.New(ctx, dsn) ¦ 0
            """)
    void qualifiersMeanPackages(String imported, String code, int count) {
        GoFile file = file("package p\nimport " + imported + "\nfunc f() { " + code + " }\n");

        assertThat(texts("pgxpool.New($$$)", file)).hasSize(count);
    }

    @ParameterizedTest(name = "{0} in a file with {1}: {2}")
    @CsvSource(quoteCharacter = '\u0007', delimiterString = "¦", textBlock = """
            github.com/redis/go-redis/v9    ¦ github.com/redis/go-redis/v8     ¦ true
            github.com/redis/go-redis/v9    ¦ github.com/go-redis/redis/v8     ¦ true
            github.com/redis/go-redis/v9    ¦ github.com/redis/go-redis/extra/redisotel/v9 ¦ false
            github.com/jackc/pgx/v5/pgxpool ¦ github.com/jackc/pgx/pgxpool     ¦ true
            github.com/jackc/pgx/v5         ¦ github.com/jackc/pgx/v5/pgxpool  ¦ false
            github.com/jackc/pgx            ¦ github.com/jackc/pgx             ¦ true
            github.com/jackc/pgx            ¦ github.com/jackc/pgx/v5          ¦ false
            gorm.io/gorm                    ¦ github.com/jinzhu/gorm           ¦ false
            math/rand/v2                    ¦ math/rand                        ¦ false
            """)
    void majorVersionsMatchWhereTheListedPathHasOne(String listed, String imported, boolean matches) {
        GoFile file = file("package p\nimport q \"" + imported + "\"\nvar x = q.New()\n");

        Pattern pattern = Pattern.compile("q.New()", Map.of("q", listed));

        assertThat(pattern.packages()).containsExactly(listed);
        assertThat(pattern.in(file.root(), file)).hasSize(matches ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sql := open(); sql.Open(a, b)",
                "var sql opener; sql.Open(a, b)",
                "for _, sql := range all { sql.Open(a, b) }",
                "func(sql opener) { sql.Open(a, b) }(o)",
                "if sql := x; true { sql.Open(a, b) }"
            })
    void aVariableIsNoPackage(String code) {
        assertThat(inFunction("sql.Open($_, $_)", code)).isEmpty();
    }

    @Test
    void aPackageIsOneAgainBehindTheVariablesScope() {
        assertThat(inFunction("sql.Open($_, $_)", "if sql := x; true { sql.Open(a, b) }\nsql.Open(c, d)"))
                .containsExactly("sql.Open(c, d)");
    }

    @Test
    void metavariablesCanBeBoundBeforehandByAnotherFile() {
        GoFile open = function("store.db = sql.Open(a, b)");
        Node db = Pattern.compile("$DB = sql.Open($$$)", IMPORTS)
                .in(open.root(), open)
                .getFirst()
                .bindings()
                .get("DB");
        GoFile tune = function("store.db.SetMaxOpenConns(1)\nother.db.SetMaxOpenConns(2)");
        Pattern setter = Pattern.compile("$DB.SetMaxOpenConns($N)", IMPORTS);

        assertThat(setter.in(tune.root(), tune, Map.of("DB", db, "UNUSED", db)))
                .singleElement()
                .satisfies(match -> assertThat(match.bindings().get("N").text()).isEqualTo("1"));
        assertThat(setter.in(tune.root(), tune)).hasSize(2);
    }

    @Test
    void manyPatternsAreMatchedInOneWalk() {
        GoFile file = function("a()\nb(1)\na()");
        Pattern a = Pattern.compile("a()", Map.of());
        Pattern b = Pattern.compile("b($_)", Map.of());
        Pattern run = Pattern.compile("$S\na()", Map.of());

        assertThat(new PatternSet(List.of(a, b, run)).in(file.root(), file))
                .extracting(Match::pattern)
                .containsExactly(a, run, b, a);
    }

    @Test
    void looksOnlyIntoTheScope() {
        GoFile file = file("package p\nfunc f() { a() }\nfunc g() { a() }\n");
        Pattern pattern = Pattern.compile("a()", Map.of());

        assertThat(pattern.in(file.root(), file)).hasSize(2);
        assertThat(pattern.in(file.root().namedChildren().getLast(), file)).hasSize(1);
    }

    @Test
    void tellsItsVariables() {
        assertThat(Pattern.compile("$B.f($A, $_, $$$, $B)", Map.of()).variables())
                .containsExactly("B", "A");
    }
}
