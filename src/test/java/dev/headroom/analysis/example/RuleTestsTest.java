package dev.headroom.analysis.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Trial;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import org.junit.jupiter.api.Test;

class RuleTestsTest {

    @Test
    void aTestThatSaysWhatHappensPasses() {
        assertThat(outcomes(Trial.POOL)).isEqualTo("""
                unlimited: PASSED
                limited: PASSED""");
    }

    @Test
    void aReportThatIsNotMadeIsMissing() {
        assertThat(outcomes(Trial.POOL.replace("any number\"", "a million\""))).isEqualTo("""
                unlimited: MISSING No report matches "a million" at main.go: db, err := sql.Open("pgx", dsn)
                  Pool has no limit: `db` may open any number of connections, not 50.
                limited: PASSED""");
    }

    @Test
    void aReportThatIsNotMarkedIsNoise() {
        String unmarked = Trial.POOL.replace(
                "func tune(db *sql.DB) { db.SetMaxOpenConns(8) }", "var db, err = sql.Open(\"pgx\", \"\")");
        String rule = unmarked.replace("match: $DB, $ERR := sql.Open($_, $_)", "match: sql.Open($DB, $_)")
                .replaceAll("(?s)    fix:.*?(?=tests:)", "");

        assertThat(outcomes(rule)).isEqualTo("""
                unlimited: PASSED
                limited: NOISY Unexpected report at main.go: var db, err = sql.Open("pgx", "")
                  Pool has no limit: `"pgx"` may open any number of connections, not 50.""");
    }

    @Test
    void aFixMustBeTheOneExpected() {
        String rule = Trial.POOL.replace(
                "  - name: limited", "    params: {max: 9}\n    fixed: |\n      func open() {}\n  - name: limited");

        assertThat(outcomes(rule)).isEqualTo("""
                unlimited: WRONG_FIX Expected main.go:
                func open() {}
                but got:
                func open(dsn string) error {
                	db, err := sql.Open("pgx", dsn)
                	if err != nil {
                		return err
                	}
                	db.SetMaxOpenConns(9)
                	db.SetConnMaxLifetime(30 * time.Minute)
                	return db.Ping()
                }
                limited: PASSED""");
    }

    @Test
    void aFixMustSilenceTheRuleAndLeaveGoodCode() {
        assertThat(outcomes(Trial.POOL.replace("$DB.SetMaxOpenConns(${max})", "$DB.SetMaxIdleConns(${max})")))
                .startsWith("unlimited: WRONG_FIX The rule still reports what was fixed:\n  Pool has no limit: ");
        assertThat(outcomes(Trial.POOL.replace("$DB.SetMaxOpenConns(${max})", "$DB.SetMaxOpenConns(${max}")))
                .startsWith("unlimited: WRONG_FIX The fixed main.go does not parse:\npackage main\n");
    }

    @Test
    void aTestThatCannotBeRunIsBroken() {
        assertThat(outcomes(Trial.POOL
                        .replace("\"any number\"", "\"any (number\"")
                        .replace("{ db.SetMaxOpenConns(8) }", "{ db.SetMaxOpenConns(8 }")))
                .isEqualTo("""
                unlimited: BROKEN A mark is no regular expression: Unclosed group.
                limited: BROKEN main.go does not parse as Go.""");
    }

    @Test
    void aSuggestionMustBeTheOneExpected() {
        String rule =
                Trial.POOL.replace("  - name: limited", "    suggests: db.SetMaxOpenConns(50)\n  - name: limited");

        assertThat(outcomes(rule)).isEqualTo("""
                unlimited: WRONG_FIX Expected suggestion:
                db.SetMaxOpenConns(50)
                but got:
                no suggestion: it needs an import at the top of the file
                limited: PASSED""");
    }

    private static String outcomes(String yaml) {
        RuleCatalogue catalogue = Trial.catalogue(yaml);
        Rule rule = catalogue.rules().getFirst();
        return RuleTests.run(rule).stream()
                .map(outcome -> (outcome.test().name() + ": " + outcome.result() + " " + outcome.message()).strip())
                .reduce((one, other) -> one + "\n" + other)
                .orElse("");
    }
}
