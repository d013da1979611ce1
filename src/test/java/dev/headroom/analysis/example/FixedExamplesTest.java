package dev.headroom.analysis.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.fix.Fix;
import dev.headroom.fix.FixApplier;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The examples of every rule with its fixes applied, written to {@code target/fixed-examples/RULE/NUMBER/before} and
 * {@code after}, where {@code .ci/fixes-are-gofmt-clean} reads them with Go's own formatter and {@code
 * .ci/fixes-compile} with its compiler.
 */
class FixedExamplesTest {
    private static final Path EXAMPLES = Path.of("target", "fixed-examples");

    @TestFactory
    Stream<DynamicTest> ruleWithFixes() {
        RuleCatalogue catalogue = RuleCatalogue.builtin();
        return catalogue.rules().stream()
                .filter(rule -> !rule.fixes().isEmpty())
                .map(rule ->
                        dynamicTest(rule.id(), () -> assertThat(write(rule)).isPositive()));
    }

    /** Writes the examples of a rule that its fixes change, each with all its files, and returns how many those were. */
    private static int write(Rule rule) throws IOException {
        Analyzer analyzer = new Analyzer(RuleCatalogue.of(rule));
        int written = 0;
        for (int number = 0; number < rule.tests().size(); number++) {
            Collection<SourceFile> files =
                    RuleTestCase.of(rule, rule.tests().get(number)).files().values();
            List<Fix> fixes = analyzer.analyze(files, RepositoryConfig.defaults()).findings().stream()
                    .map(Finding::fix)
                    .flatMap(Optional::stream)
                    .toList();
            if (files.stream().allMatch(file -> Arrays.equals(fixed(file, fixes), file.content()))) {
                continue;
            }
            Path folder = EXAMPLES.resolve(rule.id()).resolve(Integer.toString(number));
            for (SourceFile file : files) {
                put(folder.resolve("before").resolve(file.path()), file.content());
                put(folder.resolve("after").resolve(file.path()), fixed(file, fixes));
            }
            written++;
        }
        return written;
    }

    private static byte[] fixed(SourceFile file, List<Fix> fixes) {
        return FixApplier.apply(file.path(), file.content(), fixes).content();
    }

    private static void put(Path path, byte[] content) throws IOException {
        Files.createDirectories(path.getParent());
        Files.write(path, content);
    }
}
