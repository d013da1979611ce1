package dev.headroom.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.GoSources;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Code that could not be read may hold what a service-wide rule misses: then the rule cannot tell, and is silent. */
class UnreadCodeTest {
    private static final String OPENS = """
            -- go.mod --
            module m
            -- main.go --
            package main

            import "database/sql"

            func main() {
            	db, err := sql.Open("pgx", "")
            	if err != nil {
            		panic(err)
            	}
            	tune(db)
            }
            """;

    @Test
    void aLimitInCodeThatDoesNotParseIsNotMissed() {
        ServiceReport report = analyze(GoSources.files(OPENS + """
                -- tune.go --
                package main

                import "database/sql"

                func tune(db *sql.DB) {
                	if !!) {{ db.SetMaxOpenConns(8 ]]
                }
                """));
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdicts()).containsEntry("db-pool-unconfigured", Verdict.UNKNOWN);
    }

    @Test
    void brokenCodeThatSaysNothingOfLimitsExcusesNothing() {
        ServiceReport report = analyze(GoSources.files(OPENS + """
                -- tune.go --
                package main

                import "database/sql"

                func tune(db *sql.DB) {}

                func other() {
                	if !!) {{ fmt.Println(8 ]]
                }
                """));
        assertThat(report.findings()).extracting(Finding::rule).containsExactly("db-pool-unconfigured");
    }

    @Test
    void aFileTooLargeToParseMayHoldTheLimit() {
        String head = "package main\n\nimport \"database/sql\"\n\nfunc tune(db *sql.DB) { db.SetMaxOpenConns(8) }\n";
        List<SourceFile> files = new ArrayList<>(GoSources.files(OPENS));
        files.add(new SourceFile(
                "tune.go", (head + "//" + "x".repeat(5 * 1024 * 1024)).getBytes(StandardCharsets.UTF_8)));
        ServiceReport report = analyze(files);
        assertThat(report.findings()).isEmpty();
        assertThat(report.verdicts()).containsEntry("db-pool-unconfigured", Verdict.UNKNOWN);
    }

    private static ServiceReport analyze(List<SourceFile> files) {
        return new Analyzer(RuleCatalogue.builtin())
                .analyze(files, RepositoryConfig.defaults())
                .services()
                .getFirst();
    }
}
