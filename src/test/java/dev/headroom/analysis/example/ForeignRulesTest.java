package dev.headroom.analysis.example;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.Trial;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.GoSources;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules of strangers cost no more than they may, and what they cannot decide for that price is said. */
class ForeignRulesTest {
    private static final String RULE = """
            id: RULE
            severity: warning
            title: Odd call
            message: This is odd.
            why: It is.
            find:
              - match: MATCH
                unless: {in: function, any: [UNLESS]}
            tests:
              - name: odd
                go: "func f() { odd(1, 1, 2, 2) } // want \\"odd\\""
              - name: even
                go: "func f() { even(1) }"
            """;
    private static final String ARGUMENTS =
            IntStream.range(0, 100).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    private static final String CALLS = ("\todd(" + ARGUMENTS + ")\n").repeat(1_000);
    private static final List<SourceFile> FILES =
            GoSources.files("package main\n\nfunc main() {\n\todd(1, 1, 2, 2)\n\teven(1)\n" + CALLS + "}\n");

    private static Analysis analyse(String... rules) {
        return new Analyzer(RuleCatalogue.of())
                .with(Trial.catalogue(rules))
                .analyze(FILES, RepositoryConfig.defaults());
    }

    private static String rule(String id, String match, String unless) {
        return RULE.replace("RULE", id).replace("MATCH", match).replace("UNLESS", unless);
    }

    @Test
    @Timeout(20)
    void aPatternThatTriesEverythingWithEverythingIsGivenUp() {
        Analysis analysis = analyse(
                rule("explosive", "odd($$$, $A, $$$, $A, $$$, $B, $$$, $B, $$$)", "never()"),
                rule("plain", "odd(1, $$$)", "never()"));

        assertThat(analysis.findings()).extracting(Finding::rule).containsExactly("plain");
        assertThat(analysis.services().getFirst().undecided()).containsEntry("explosive", 1);
        assertThat(analysis.skipped())
                .containsExactly(new SkippedFile(
                        "main.go", "for the rule explosive it is too repetitive to look for patterns in"));
    }

    @Test
    @Timeout(20)
    void anExcuseThatIsLookedForAgainAndAgainIsGivenUp() {
        Analysis analysis = analyse(rule("quadratic", "odd($$$)", "never($$$)"));

        assertThat(analysis.findings()).isEmpty();
        assertThat(analysis.services().getFirst().undecided()).containsEntry("quadratic", 1);
        assertThat(analysis.skipped()).extracting(SkippedFile::path).containsExactly("main.go");
    }
}
