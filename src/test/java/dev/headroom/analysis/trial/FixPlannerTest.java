package dev.headroom.analysis.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.Trial;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixPlannerTest {
    private static final RepositoryConfig CONFIG = RepositoryConfig.defaults();
    private static final String TWO_SERVICES = """
            -- go.mod --
            module m
            -- a/main.go --
            package main

            import "database/sql"

            func main() {
            	db, err := sql.Open("pgx", "a")
            	if err != nil {
            		return
            	}
            	db.Ping()
            }
            -- b/main.go --
            package main

            import "database/sql"

            func main() {
            	db, err := sql.Open("pgx", "b")
            	if err != nil {
            		return
            	}
            	db.Ping()
            }
            """;

    /** Turns a call into one with a number, so that two calls in one expression have to wait for each other. */
    private static final String NESTED = """
            id: nested
            severity: warning
            title: Call without a number
            message: Give it a number.
            why: To try it.
            imports: {x: example.com/x}
            find:
              - match: x.Old($A)
                fix:
                  title: Give it a number
                  replace: x.New($A, 1)
            tests:
              - name: reported
                go: |
                  var a = x.Old(1) // want "number"
              - name: quiet
                go: |
                  var a = x.New(1, 1)
            """;

    @Test
    void fixesAllServicesOnceAndForAll() {
        Analyzer analyzer = new Analyzer(Trial.catalogue(Trial.POOL));
        List<SourceFile> files = Trial.files(TWO_SERVICES);

        FixPlan plan = plan(analyzer, files);

        assertThat(plan.changes()).extracting(FixPlan.Change::path).containsExactly("a/main.go", "b/main.go");
        assertThat(plan.applied()).hasSize(2);
        assertThat(plan.left()).isEmpty();
        assertThat(plan.after().findings()).isEmpty();
        assertThat(text(plan.changes().getFirst())).isEqualTo("""
                package main

                import (
                	"database/sql"
                	"time"
                )

                func main() {
                	db, err := sql.Open("pgx", "a")
                	if err != nil {
                		return
                	}
                	db.SetMaxOpenConns(50)
                	db.SetConnMaxLifetime(30 * time.Minute)
                	db.Ping()
                }
                """);
        assertThat(plan(analyzer, fixed(files, plan)).changes()).isEmpty();
    }

    @Test
    void whatOverlapsWaitsForTheNextRound() {
        Analyzer analyzer = new Analyzer(Trial.catalogue(NESTED));
        List<SourceFile> files = Trial.files("""
                -- go.mod --
                module m
                -- main.go --
                package main

                import "example.com/x"

                func main() {
                	x.Old(x.Old(x.Old(0)))
                }
                """);

        FixPlan plan = plan(analyzer, files);

        assertThat(text(plan.changes().getFirst())).contains("\tx.New(x.New(x.New(0, 1), 1), 1)\n");
        assertThat(plan.applied()).hasSize(3);
    }

    @Test
    void whatIsNotSafeOrDoesNotHoldIsLeftWithTheReason() {
        String unsafe = Trial.POOL.replace("title: Limit the pool", "safe: false\n      title: Limit the pool");
        String useless = NESTED.replace("replace: x.New($A, 1)", "replace: x.Old($A, 1, 2)")
                .replace("match: x.Old($A)", "match: x.Old($A, $$$)");
        Analyzer analyzer = new Analyzer(Trial.catalogue(unsafe, useless));
        List<SourceFile> files = Trial.files(TWO_SERVICES + """
                -- c/main.go --
                package main

                import "example.com/x"

                func main() {
                	x.Old(0)
                }
                """);

        FixPlan plan = plan(analyzer, files);

        assertThat(plan.changes()).isEmpty();
        assertThat(plan.applied()).isEmpty();
        assertThat(plan.leftByReason())
                .containsEntry(FixPlan.Reason.UNSAFE, 2L)
                .containsEntry(FixPlan.Reason.DOES_NOT_HOLD, 1L);
    }

    private static FixPlan plan(Analyzer analyzer, List<SourceFile> files) {
        return new FixPlanner(analyzer, CONFIG, new ParsedFiles())
                .plan(files, analyzer.analyze(files, CONFIG), finding -> true);
    }

    private static List<SourceFile> fixed(List<SourceFile> files, FixPlan plan) {
        return files.stream()
                .map(file -> plan.changes().stream()
                        .filter(change -> change.path().equals(file.path()))
                        .findFirst()
                        .map(change -> new SourceFile(change.path(), change.after()))
                        .orElse(file))
                .toList();
    }

    private static String text(FixPlan.Change change) {
        return new String(change.after(), StandardCharsets.UTF_8);
    }
}
