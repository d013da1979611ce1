package dev.headroom.analysis.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.GoSources;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleAnalysisTest {
    private static final RepositoryConfig CONFIG = RepositoryConfig.defaults();
    private static final List<SourceFile> FILES = GoSources.files("""
            package main

            import "time"

            func main() {
            	time.Sleep(1)
            	time.Sleep(2)
            }
            """);

    private final RuleAnalysis rules = new RuleAnalysis(
            new Analyzer(RuleCatalogue.load(Map.of("sleep.yaml", """
            id: sleep
            severity: warning
            title: Sleep
            message: This sleeps.
            why: It waits.
            imports: {time: time}
            find:
              - match: time.Sleep(1)
                fix: {title: Sleep longer, replace: time.Sleep(3)}
              - match: time.Sleep(2)
                fix: {title: Sleep as long, replace: time.Sleep(1)}
            tests:
              - name: sleeps
                go: "func f() { time.Sleep(1) } // want \\"sleeps\\""
              - name: does not
                go: "func f() { time.Sleep(9) }"
            """.getBytes(StandardCharsets.UTF_8)))));

    @Test
    void aFixThatDoesNotHoldIsNotShown() {
        Analysis analysis = rules.analyse(FILES, CONFIG);
        assertThat(analysis.findings()).allMatch(finding -> finding.fix().isPresent());

        Analysis tried = rules.tried(analysis, finding -> true, FILES, CONFIG);

        assertThat(tried.findings())
                .extracting(finding -> finding.fix().isPresent())
                .containsExactly(true, false);
        assertThat(tried.findings())
                .extracting(Finding::fingerprint)
                .isEqualTo(
                        analysis.findings().stream().map(Finding::fingerprint).toList());
    }

    @Test
    void whatNobodySeesIsNotTried() {
        Analysis analysis = rules.analyse(FILES, CONFIG);

        assertThat(rules.tried(analysis, finding -> false, FILES, CONFIG)).isEqualTo(analysis);
    }
}
