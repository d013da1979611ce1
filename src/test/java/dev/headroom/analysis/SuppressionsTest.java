package dev.headroom.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SuppressionsTest {
    private static final String OPENS = """
            package main

            import "database/sql"

            // open opens.
            func open(dsn string) error {
            	db, err := sql.Open("pgx", dsn)
            	return err
            }

            func main() { open("") }
            """;

    @Test
    void aCommentOnTheLineAboveItOrAboveTheDeclarationSilencesWithItsReason() {
        for (String source : new String[] {
            at("dsn)\n", "dsn) //headroom:ignore pool a tool for one user\n"),
            at("\tdb, err", "\t//headroom:ignore pool a tool for one user\n\tdb, err"),
            at("\tdb, err", "\t//headroom:ignore pool a tool for one user\n\t// More.\n\tdb, err"),
            at("// open opens.", "//headroom:ignore pool a tool for one user"),
            at("// open opens.", "// open opens.\n//\n//headroom:ignore pool a tool for one user"),
            at("package main", "//headroom:ignore-file pool a tool for one user\n\npackage main")
        }) {
            Analysis analysis = Trial.analyze(source);
            ServiceReport report = analysis.services().getFirst();

            assertThat(analysis.findings()).as(source).isEmpty();
            assertThat(report.suppressed())
                    .singleElement()
                    .extracting(SuppressedFinding::reason)
                    .isEqualTo("a tool for one user");
            assertThat(report.verdicts()).containsEntry("pool", Verdict.OK);
        }
    }

    @Test
    void aCommentElsewhereSilencesNothingAndIsReported() {
        Analysis analysis = Trial.analyze(at("func main", "//headroom:ignore pool a tool for one user\nfunc main"));

        assertThat(Trial.places(analysis))
                .containsExactly("main main.go:7 pool open", "main main.go:11 suppression-unused");
        assertThat(analysis.findings().getLast().message())
                .isEqualTo("The rule \"pool\" reports nothing here any more: remove the comment.");
    }

    @Test
    void whatIsWrongWithACommentIsSaidAndItDoesNotCount() {
        assertThat(fault("//headroom:ignore pool"))
                .isEqualTo("The comment gives no reason: write \"//headroom:ignore pool reason\".");
        assertThat(fault("//headroom:ignore pol no use")).isEqualTo("There is no rule \"pol\"; did you mean \"pool\"?");
        assertThat(fault("//headroom:ignore"))
                .isEqualTo("The comment names no rule: write \"//headroom:ignore rule-id reason\".");
        assertThat(fault("// headroom:ignore pool for a reason"))
                .isEqualTo("Write \"//headroom:ignore\" without a space behind the slashes, as Go's directives are.");
    }

    private static String fault(String comment) {
        Analysis analysis = Trial.analyze(at("\tdb, err", "\t" + comment + "\n\tdb, err"));
        assertThat(Trial.places(analysis))
                .containsExactly("main main.go:7 suppression-invalid open", "main main.go:8 pool open");
        return analysis.findings().getFirst().message();
    }

    @Test
    void aRuleThatIsOffOrCannotTellLeavesItsSuppressionsAlone() {
        String unused = at("func main", "//headroom:ignore pool a tool for one user\nfunc main");
        RuleOverride off = new RuleOverride(true, Optional.empty(), Map.of(), java.util.List.of());

        assertThat(Trial.analyze(unused, Trial.config("pool", off)).findings()).isEmpty();
        assertThat(Trial.analyze(unused, Trial.config("pool", Trial.exclude("main.go")))
                        .findings())
                .isEmpty();
        assertThat(Trial.places(Trial.analyze(unused, Trial.config("suppression-unused", off))))
                .containsExactly("main main.go:7 pool open");
    }

    @Test
    void aMentionInAStringIsNoSuppression() {
        assertThat(Trial.places(Trial.analyze(at("\"pgx\"", "\"//headroom:ignore pool not a comment\""))))
                .containsExactly("main main.go:7 pool open");
    }

    private static String at(String code, String replacement) {
        assertThat(OPENS).contains(code);
        return OPENS.replace(code, replacement);
    }
}
