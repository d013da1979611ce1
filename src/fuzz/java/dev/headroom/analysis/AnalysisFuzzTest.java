package dev.headroom.analysis;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.example.RuleTestCase;
import dev.headroom.analysis.finding.Finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.fix.FixApplier;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** All rules look at any file and end without a mistake; what they report lies in the file. */
class AnalysisFuzzTest {
    private static final Analyzer ANALYZER = new Analyzer(RuleCatalogue.builtin());
    private static final SourceFile MODULE =
            new SourceFile("go.mod", "module example.com/app\n\ngo 1.22\n".getBytes(UTF_8));

    /** The first example of each rule, completed: what makes it speak. */
    static Stream<byte[]> seeds() {
        return RuleCatalogue.builtin().rules().stream()
                .flatMap(AnalysisFuzzTest::example)
                .map(SourceFile::content);
    }

    private static Stream<SourceFile> example(Rule rule) {
        return RuleTestCase.of(rule, rule.tests().getFirst()).files().values().stream()
                .filter(file -> file.path().endsWith(".go"));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "120s")
    void reportsLieInTheFile(byte[] source) {
        SourceFile file = new SourceFile("main.go", source);

        Analysis analysis = ANALYZER.analyze(List.of(MODULE, file), RepositoryConfig.defaults());

        for (Finding finding : analysis.findings()) {
            assertThat(finding.message()).isNotBlank();
            finding.fix()
                    .ifPresent(fix -> assertThat(FixApplier.apply("main.go", source, List.of(fix))
                                    .content())
                            .isNotEmpty());
        }
    }
}
