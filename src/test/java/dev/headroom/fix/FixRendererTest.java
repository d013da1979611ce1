package dev.headroom.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FixRendererTest {
    private static final String POOL = "PoolSize: 50,\nMinIdleConns: 10,\nDialTimeout: 5 * time.Second,";
    private static final Map<String, String> TIME = Map.of("time", "time");

    @Test
    void fieldsJoinTheColumnOfTheLastLines() {
        assertThat(fields("""
                package main

                import "time"

                var c = redis.NewClient(&redis.Options{
                	Addr: addr,
                	// the password is empty in tests
                	Password: secret, // from the vault
                })
                """)).contains("""
                package main

                import "time"

                var c = redis.NewClient(&redis.Options{
                	Addr: addr,
                	// the password is empty in tests
                	Password:     secret, // from the vault
                	PoolSize:     50,
                	MinIdleConns: 10,
                	DialTimeout:  5 * time.Second,
                })
                """);
    }

    @Test
    void anEmptyLineACommentOrALongValueEndsTheColumn() {
        assertThat(fields("""
                package main

                import "time"

                var c = redis.NewClient(&redis.Options{
                	Addr: addr,

                	OnConnect: func() {
                		log()
                	},
                	DB: 1,
                })
                """)).contains("""
                package main

                import "time"

                var c = redis.NewClient(&redis.Options{
                	Addr: addr,

                	OnConnect: func() {
                		log()
                	},
                	DB:           1,
                	PoolSize:     50,
                	MinIdleConns: 10,
                	DialTimeout:  5 * time.Second,
                })
                """);
    }

    @Test
    void aLiteralOnOneLineGetsALineAField() {
        assertThat(fields("""
                package main

                import "time"

                func f() {
                	c := redis.NewClient(&redis.Options{Addr: addr, DB: 2})
                }
                """)).contains("""
                package main

                import "time"

                func f() {
                	c := redis.NewClient(&redis.Options{
                		Addr:         addr,
                		DB:           2,
                		PoolSize:     50,
                		MinIdleConns: 10,
                		DialTimeout:  5 * time.Second,
                	})
                }
                """);
    }

    @Test
    void fieldsThatAreThereStay() {
        assertThat(fields("""
                package main

                import "time"

                var c = redis.NewClient(&redis.Options{PoolSize: 7, DialTimeout: time.Second})
                """)).contains("""
                package main

                import "time"

                var c = redis.NewClient(&redis.Options{
                	PoolSize:     7,
                	DialTimeout:  time.Second,
                	MinIdleConns: 10,
                })
                """);
    }

    @Test
    void fieldsWithoutKeysOrSeveralOnALineAreLeftAlone() {
        assertThat(fields("""
                package main

                import "time"

                var c = redis.NewClient(&redis.Options{addr, 2})
                """)).isEmpty();
        assertThat(fields("""
                package main

                import "time"

                var c = redis.NewClient(&redis.Options{
                	Addr: addr, DB: 2,
                })
                """)).isEmpty();
    }

    @Test
    void aMissingImportGoesIntoItsGroup() {
        assertThat(fields("""
                package main

                import (
                	"fmt"
                	"unsafe"

                	"github.com/redis/go-redis/v9"
                )

                var c = redis.NewClient(&redis.Options{})
                """)).contains("""
                package main

                import (
                	"fmt"
                	"time"
                	"unsafe"

                	"github.com/redis/go-redis/v9"
                )

                var c = redis.NewClient(&redis.Options{
                	PoolSize:     50,
                	MinIdleConns: 10,
                	DialTimeout:  5 * time.Second,
                })
                """);
    }

    @Test
    void aSingleImportBecomesABlock() {
        assertThat(fields("""
                package main

                import "github.com/redis/go-redis/v9"

                var c = redis.NewClient(&redis.Options{})
                """)).get().asString().startsWith("""
                package main

                import (
                	"github.com/redis/go-redis/v9"
                	"time"
                )
                """);
    }

    @Test
    void anAliasIsUsedAndATakenNameRefused() {
        assertThat(fields("""
                package main

                import stdtime "time"

                var c = redis.NewClient(&redis.Options{})
                """)).get().asString().contains("DialTimeout:  5 * stdtime.Second,");
        assertThat(fields("""
                package main

                var time = 3

                var c = redis.NewClient(&redis.Options{})
                """)).isEmpty();
    }

    @Test
    void statementsStandAtTheirNeighboursIndentation() {
        String source = """
                package main

                func f() {
                	if ok {
                		db := open() // the pool
                		use(db)
                	}
                }
                """;
        assertThat(render(source, "db := open()", "db.SetMaxOpenConns(50)\n\ndb.SetMaxIdleConns(10)", true))
                .contains("""
                package main

                func f() {
                	if ok {
                		db := open() // the pool
                		db.SetMaxOpenConns(50)

                		db.SetMaxIdleConns(10)
                		use(db)
                	}
                }
                """);
        assertThat(render(source, "use(db)", "if db == nil {\n\treturn\n}", false))
                .contains("""
                package main

                func f() {
                	if ok {
                		db := open() // the pool
                		if db == nil {
                			return
                		}
                		use(db)
                	}
                }
                """);
    }

    @Test
    void nothingIsPutBehindAStatementThatSharesItsLine() {
        assertThat(render("package main\n\nfunc f() { a(); b() }\n", "a()", "c()", true))
                .isEmpty();
    }

    @Test
    void nothingIsPutInThePlaceOfImportsThatMustGrow() {
        Program program = GoSources.program("""
                -- main.go --
                package main

                import "fmt"

                func f() { fmt.Println() }
                """);

        assertThat(apply(program, new FixSite.Replace(first(program, "import_declaration")), "var t = time.Now()"))
                .isEmpty();
    }

    @Test
    void aPackageIsNamedAsTheFileNamesItWhateverItsVersion() {
        String source = """
                package main

                import "github.com/redis/go-redis/v9"

                func f() { redis.NewClient(nil) }
                """;

        assertThat(named(source)).isEqualTo("redis.NewRing(nil)");
        assertThat(named(source.replace("import ", "import cache ").replace("redis.N", "cache.N")))
                .isEqualTo("cache.NewRing(nil)");
        assertThat(named(source.replace("redis/go-redis/v9", "go-redis/redis/v8")))
                .isEqualTo("redis.NewRing(nil)");
    }

    private static String named(String source) {
        Program program = GoSources.program(source);
        Node call = first(program, "call_expression");
        return new FixRenderer(program.files().getFirst())
                .render(
                        new FixSite.Replace(call),
                        "redis.NewRing(nil)",
                        Map.of("redis", "github.com/redis/go-redis/v9"))
                .orElseThrow()
                .getFirst()
                .replacement();
    }

    private static Optional<String> fields(String source) {
        Program program = GoSources.program(source);
        Node literal = first(program, "composite_literal");
        return apply(program, new FixSite.LiteralFields(literal), POOL);
    }

    private static Optional<String> render(String source, String statement, String text, boolean after) {
        Program program = GoSources.program(source);
        Node node = GoSources.find(program, statement);
        return apply(program, after ? new FixSite.AfterStatement(node) : new FixSite.BeforeStatement(node), text);
    }

    private static Optional<String> apply(Program program, FixSite site, String text) {
        GoFile file = program.files().getFirst();
        Optional<List<TextEdit>> edits = new FixRenderer(file).render(site, text, TIME);
        return edits.map(found ->
                new String(FixApplier.replace(file.content(), found), StandardCharsets.UTF_8).stripTrailing() + "\n");
    }

    private static Node first(Program program, String kind) {
        for (Node node : program.files().getFirst().root().descendants()) {
            if (node.kind().equals(kind)) {
                return node;
            }
        }
        throw new IllegalArgumentException("no " + kind);
    }
}
