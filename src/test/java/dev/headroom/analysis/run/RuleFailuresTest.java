package dev.headroom.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.Trial;
import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.analysis.run.RuleFailures.RuleFailure;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuleFailuresTest {
    private static final List<SourceFile> FILES = Trial.files("""
            -- go.mod --
            module example.com/shop
            -- main.go --
            package main

            import "database/sql"

            func main() {
            	db, err := sql.Open("pgx", "a")
            }
            """);

    /** Reports a place and then fails, in the stead of a check of Headroom's own. */
    private static final Check FRAGILE = new Check() {
        @Override
        public String name() {
            return "database-pool";
        }

        @Override
        public void examine(CheckContext context) {
            context.report(context.program().files().getFirst().root()).submit();
            throw new IndexOutOfBoundsException("7");
        }
    };

    private static Analyzer analyzer() {
        RuleCatalogue rules = RuleCatalogue.builtin()
                .rule("db-pool-unconfigured")
                .map(RuleCatalogue::of)
                .orElseThrow();
        RuleCatalogue both = rules.with(Trial.catalogue(Trial.POOL));
        return new Analyzer(both, List.of(FRAGILE));
    }

    @Test
    void aRuleThatFailsIsUnknownAndTheOthersSpeak() {
        List<RuleFailure> failures = new ArrayList<>();

        Analysis analysis = analyzer().tolerating(failures::add).analyze(FILES, RepositoryConfig.defaults());

        assertThat(Trial.places(analysis)).containsExactly("shop main.go:6 pool main");
        assertThat(analysis.services().getFirst().verdicts())
                .containsEntry("db-pool-unconfigured", Verdict.UNKNOWN)
                .containsEntry("pool", Verdict.MISSING);
        assertThat(analysis.services().getFirst().undecided()).containsEntry("db-pool-unconfigured", 1);
        assertThat(analysis.skipped())
                .containsExactly(new SkippedFile(
                        "shop", "the rule db-pool-unconfigured failed there, which is a mistake in Headroom"));
        assertThat(failures).singleElement().satisfies(failure -> {
            assertThat(failure.rule()).isEqualTo("db-pool-unconfigured");
            assertThat(failure.service()).isEqualTo("shop");
            assertThat(failure.cause()).isInstanceOf(IndexOutOfBoundsException.class);
        });
    }

    @Test
    void aTestOfRulesEndsThere() {
        assertThatThrownBy(() -> analyzer().analyze(FILES, RepositoryConfig.defaults()))
                .hasStackTraceContaining("IndexOutOfBoundsException");
    }
}
