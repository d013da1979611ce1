package dev.headroom.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnalyzerTest {
    private static final String OPENS = """
            package main

            import "database/sql"

            func open(dsn string) error {
            	db, err := sql.Open("pgx", dsn)
            	if err != nil {
            		return err
            	}
            	return db.Ping()
            }

            func main() { open("") }
            """;

    @Test
    void saysWhatAndWhere() {
        Analysis analysis = Trial.analyze("-- go.mod --\nmodule m\n-- a/main.go --\n" + OPENS);

        assertThat(Trial.places(analysis)).containsExactly("m a/main.go:6 pool open");
        Finding finding = analysis.findings().getFirst();
        assertThat(finding.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(finding.title()).isEqualTo("Pool has no limit");
        assertThat(finding.message()).isEqualTo("`db` may open any number of connections, not 50.");
        assertThat(finding.place().startColumn()).isEqualTo(2);
        assertThat(finding.fix().orElseThrow().title()).isEqualTo("Limit the pool to 50 connections");
        assertThat(analysis.services().getFirst().verdicts()).containsExactly(Map.entry("pool", Verdict.MISSING));
    }

    @Test
    void leavesHintsOutButThoseAskedFor() {
        RepositoryConfig hint =
                Trial.config("pool", new RuleOverride(false, Optional.of(Severity.HINT), Map.of(), List.of()));
        Analyzer analyzer = new Analyzer(Trial.catalogue(Trial.POOL));

        assertThat(Trial.places(analyzer.withoutHintsBut(Set.of()).analyze(Trial.files(OPENS), hint)))
                .isEmpty();
        assertThat(Trial.places(analyzer.withoutHintsBut(Set.of("pool")).analyze(Trial.files(OPENS), hint)))
                .containsExactly("main main.go:6 pool open");
        assertThat(Trial.places(
                        analyzer.withoutHintsBut(Set.of()).analyze(Trial.files(OPENS), RepositoryConfig.defaults())))
                .containsExactly("main main.go:6 pool open");
    }

    @Test
    void anExcuseInAnotherFileOfTheServiceCounts() {
        Analysis analysis = Trial.analyze("""
                -- go.mod --
                module m
                -- a/main.go --
                %s
                -- a/tune.go --
                package main

                import "database/sql"

                func tune(db *sql.DB) { db.SetMaxOpenConns(8) }
                -- b/main.go --
                package main

                func main() {}
                """.formatted(OPENS));

        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.services())
                .extracting(
                        ServiceReport::service, service -> service.verdicts().get("pool"))
                .containsExactly(tuple("a", Verdict.OK), tuple("b", Verdict.NOT_APPLICABLE));
    }

    @Test
    void aSharedPlaceIsOneFindingAndAVerdictInEachService() {
        Analysis analysis = Trial.analyze("""
                -- go.mod --
                module m
                -- pkg/store/store.go --
                package store

                import "database/sql"

                func Open(dsn string) *sql.DB {
                	db, err := sql.Open("pgx", dsn)
                	if err != nil {
                		panic(err)
                	}
                	return db
                }
                -- a/main.go --
                package main

                import "m/pkg/store"

                func main() { store.Open("") }
                -- b/main.go --
                package main

                import "m/pkg/store"

                func main() { store.Open("").SetMaxOpenConns(3) }
                -- c/main.go --
                package main

                import "m/pkg/store"

                func main() { store.Open("") }
                """);

        assertThat(Trial.places(analysis)).containsExactly("a pkg/store/store.go:6 pool Open");
        assertThat(analysis.services())
                .extracting(service -> service.verdicts().get("pool"))
                .containsExactly(Verdict.MISSING, Verdict.OK, Verdict.MISSING);
    }

    @Test
    void reportsNothingWhereNobodyWouldMendIt() {
        Analysis analysis = Trial.analyze("""
                -- go.mod --
                module m
                -- main.go --
                package main

                func main() {}
                -- gen.go --
                // Code generated by a tool. DO NOT EDIT.

                %1$s
                -- main_test.go --
                %1$s
                -- vendor/v/v.go --
                %1$s
                -- testdata/t.go --
                %1$s
                -- .gitattributes --
                wire.go linguist-generated
                third/** linguist-vendored
                -- wire.go --
                %1$s
                -- third/party.go --
                %1$s
                """.formatted(OPENS.replace("func main() { open(\"\") }", "")));

        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.services().getFirst().verdicts()).containsEntry("pool", Verdict.NOT_APPLICABLE);
    }

    @Test
    void reportsNothingThatOnlyTestsCanCall() {
        Analysis analysis = Trial.analyze("""
                -- go.mod --
                module m
                -- store.go --
                package m

                import ("database/sql"; "testing")

                func opened(dsn string) *sql.DB {
                	if testing.Testing() {
                		return nil
                	}
                	db, _ := sql.Open("pgx", dsn)
                	return db
                }

                func named(dsn string) string { return dsn }

                func forTest(t testing.TB, dsn string) *sql.DB {
                	db, _ := sql.Open("pgx", dsn)
                	return db
                }
                -- harness.go --
                package m

                import ("database/sql"; "testing")

                type harness struct{ t *testing.T }

                func (h *harness) open(dsn string) *sql.DB {
                	db, _ := sql.Open("pgx", dsn)
                	return db
                }
                -- dbtest/open.go --
                package dbtest

                import ("database/sql"; "testing")

                func open(dsn string) *sql.DB {
                	db, _ := sql.Open("pgx", dsn)
                	return db
                }

                var short = testing.Short()
                """);

        assertThat(Trial.places(analysis)).containsExactly("m library store.go:9 pool opened");
    }

    @Test
    void codeThatDoesNotParseIsNeverReported() {
        Analysis analysis = Trial.analyze(OPENS.replace("db, err := sql", "][ db, err := sql"));

        assertThat(analysis.findings()).isEmpty();
    }

    @Test
    void theConfigurationChangesRules() {
        RuleOverride softer =
                new RuleOverride(false, Optional.of(Severity.HINT), Map.of("max", 8L), List.of("other/**"));
        Finding finding =
                Trial.analyze(OPENS, Trial.config("pool", softer)).findings().getFirst();

        assertThat(finding.severity()).isEqualTo(Severity.HINT);
        assertThat(finding.message()).endsWith("not 8.");
        assertThat(Trial.analyze(OPENS, Trial.config("pool", Trial.exclude("*.go")))
                        .findings())
                .isEmpty();
        RuleOverride off = new RuleOverride(true, Optional.empty(), Map.of(), List.of());
        assertThat(Trial.analyze(OPENS, Trial.config("pool", off))
                        .services()
                        .getFirst()
                        .verdicts())
                .isEmpty();
    }

    @Test
    void theVersionOfTheLanguageDecidesWhetherARuleSpeaks() {
        String rule = Trial.POOL.replace("imports:", "go: \"<1.23\"\nimports:");
        Analyzer analyzer = new Analyzer(Trial.catalogue(rule));

        assertThat(findings(analyzer, "go 1.22")).isEqualTo(1);
        assertThat(findings(analyzer, "go 1.23")).isZero();
        assertThat(findings(analyzer, "")).isZero();
        Analyzer from = new Analyzer(Trial.catalogue(Trial.POOL.replace("imports:", "go: \">=1.23\"\nimports:")));
        assertThat(findings(from, "go 1.22")).isZero();
        assertThat(findings(from, "go 1.23.4")).isEqualTo(1);
    }

    private static int findings(Analyzer analyzer, String goLine) {
        return analyzer.analyze(
                        Trial.files("-- go.mod --\nmodule m\n" + goLine + "\n-- main.go --\n" + OPENS),
                        RepositoryConfig.defaults())
                .findings()
                .size();
    }

    @Test
    void aTypeAskedForMustBeKnown() {
        String rule = Trial.POOL
                .replace("match: $DB, $ERR := sql.Open($_, $_)", "match: $DB.Ping()\n    where: {$DB: sql.DB}")
                .replaceAll("(?s)    fix:.*?(?=tests:)", "");
        Analyzer analyzer = new Analyzer(Trial.catalogue(rule));
        Analysis analysis = analyzer.analyze(Trial.files("""
                -- go.mod --
                module m
                -- main.go --
                package main

                import (
                	"database/sql"
                	"elsewhere.org/x"
                )

                type conn struct{}

                func (conn) Ping() {}

                func use(db *sql.DB, c conn, from x.Pool) {
                	db.Ping()
                	c.Ping()
                	from.Get().Ping()
                }

                func main() {}
                """), RepositoryConfig.defaults());

        assertThat(Trial.places(analysis)).singleElement().asString().contains("main.go:13 pool use");
        assertThat(analysis.services().getFirst().undecided()).containsExactly(Map.entry("pool", 1));
    }

    @Test
    void linesThatMoveKeepTheirFingerprints() {
        String before = Trial.analyze(OPENS).findings().getFirst().fingerprint().value();

        assertThat(before).matches("[0-9a-f]{16}");
        assertThat(fingerprint(OPENS.replace("func open", "// open opens.\n\nfunc open")))
                .isEqualTo(before);
        assertThat(fingerprint(OPENS.replace("sql.Open(\"pgx\", dsn)", "sql.Open(\"pgx\",  dsn) // why")))
                .isEqualTo(before);
        assertThat(fingerprint(OPENS.replace("func open(", "func connect("))).isNotEqualTo(before);
        assertThat(fingerprint(OPENS.replace("\"pgx\"", "\"mysql\""))).isNotEqualTo(before);
    }

    @Test
    void equalPlacesOfOneFunctionAreTwo() {
        String twice = OPENS.replace(
                "\treturn db.Ping()",
                "\t{\n\t\tdb, err := sql.Open(\"pgx\", dsn)\n\t\t_, _ = db, err\n\t}\n\treturn db.Ping()");

        assertThat(Trial.analyze(twice).findings())
                .extracting(Finding::fingerprint)
                .hasSize(2)
                .doesNotHaveDuplicates();
    }

    private static String fingerprint(String source) {
        return Trial.analyze(source).findings().getFirst().fingerprint().value();
    }

    @Test
    void givesTheSameAnswerWhateverTheOrderOfTheFiles() {
        String archive =
                "-- go.mod --\nmodule m\n-- a/main.go --\n" + OPENS + "-- b/main.go --\n" + OPENS + "-- b/more.go --\n"
                        + OPENS.replace("main() { open(\"\") }", "x() {}").replace("open", "more");

        assertThat(new Analyzer(Trial.catalogue(Trial.POOL))
                        .analyze(Trial.files(archive).reversed(), RepositoryConfig.defaults()))
                .isEqualTo(Trial.analyze(archive));
    }

    @Test
    void refusesARuleWhoseCheckThereIsNot() {
        RuleCatalogue builtin = RuleCatalogue.builtin();

        assertThatThrownBy(() -> new Analyzer(
                        RuleCatalogue.of(builtin.rule("redis-pool-unconfigured").orElseThrow()), List.of()))
                .hasMessage(
                        "rules/redis/redis-pool-unconfigured.yaml: There is no check \"redis-pool\"; there are none.");
    }
}
