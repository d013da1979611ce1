package dev.headroom.review;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.example.RuleExamples;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.trial.RuleAnalysis;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.GoParser;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.pullrequest.ReviewDraft;
import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.Configurations;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds of every suggestion: applied as GitHub applies it, alone or with all the others of its review, the code
 * parses, its finding is gone and no other is there, and nobody is told to apply it again. The files are written to
 * {@code target/fixed-examples}, where {@code .ci/run} reads them with Go's own formatter and compiler.
 */
class SuggestionsTest {
    private static final Path WRITTEN = Path.of("target", "fixed-examples");
    private static final RuleCatalogue RULES = RuleCatalogue.builtin();
    private static final RuleAnalysis ANALYSIS = new RuleAnalysis(new Analyzer(RULES).withoutTests());
    private static final Pattern BLOCK = Pattern.compile("(?ms)^(`{3,})suggestion\\n(.*?)^\\1$");
    /** Lines around what a change touches, as GitHub shows them. */
    private static final int CONTEXT = 3;

    private static int seen;

    /** A suggestion as a reader finds it in a comment: the lines that it replaces, and what by. */
    private record Block(String path, int startLine, int endLine, String text) {
        boolean overlaps(Block other) {
            return path.equals(other.path) && startLine <= other.endLine && other.startLine <= endLine;
        }
    }

    static Stream<RuleExamples.Example> examples() {
        return RULES.rules().stream().filter(SuggestionsTest::fixes).flatMap(RuleExamples::of);
    }

    private static boolean fixes(Rule rule) {
        return !rule.fixes().isEmpty()
                || rule.find().stream().anyMatch(find -> find.fix().isPresent());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void ofAnExample(RuleExamples.Example example) throws IOException {
        holds(example.files(), example.config(), example.rule().id() + "/" + example.number());
    }

    static Stream<String> heads() {
        return Stream.of("opened", "synchronize");
    }

    /** Its packages import each other, so that Go's compiler, which looks one folder less deep, leaves it alone. */
    @ParameterizedTest
    @MethodSource("heads")
    void ofTheDemo(String head) throws Exception {
        Map<String, SourceFile> files = new TreeMap<>();
        for (String layer : List.of("base", "opened", "synchronize")) {
            lay(layer, files);
            if (layer.equals(head)) {
                break;
            }
        }
        holds(List.copyOf(files.values()), RepositoryConfig.defaults(), "demo/services/" + head);
    }

    private static void lay(String layer, Map<String, SourceFile> files) throws Exception {
        Path folder =
                Path.of(SuggestionsTest.class.getResource("/demo/" + layer).toURI());
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                String path = folder.relativize(file).toString();
                files.put(path, new SourceFile(path, Files.readAllBytes(file)));
            }
        }
    }

    @AfterAll
    static void thereWereMany() {
        assertThat(seen).isGreaterThan(40);
    }

    private static void holds(List<SourceFile> files, RepositoryConfig config, String name) throws IOException {
        Analysis before = ANALYSIS.analyse(files, config);
        List<Block> narrow = review(files, config, before, file -> around(file, before));
        List<Block> blocks = review(files, config, before, SuggestionsTest::added);
        seen += blocks.size();

        assertThat(blocks).as("what a narrower diff allows").containsAll(narrow);
        for (Block block : blocks) {
            assertThat(blocks.stream().filter(block::overlaps)).as("beside it").containsExactly(block);
            better(before, applied(files, List.of(block)), config, 1);
        }
        if (!blocks.isEmpty()) {
            List<SourceFile> all = applied(files, blocks);
            better(before, all, config, blocks.size());
            assertThat(review(all, config, ANALYSIS.analyse(all, config), SuggestionsTest::added))
                    .as("what is suggested once they are applied")
                    .doesNotContainAnyElementsOf(blocks);
            write(files, name + "-suggested/before");
            write(all, name + "-suggested/after");
        }
    }

    /** That the code parses and breaks fewer rules, by at least so many, and none more often than before. */
    private static void better(Analysis before, List<SourceFile> files, RepositoryConfig config, int fewer) {
        for (SourceFile file : files) {
            try (GoParser parser = new GoParser()) {
                assertThat(!file.path().endsWith(".go")
                                || !parser.parse(file.content()).broken())
                        .as(new String(file.content(), UTF_8))
                        .isTrue();
            }
        }
        Analysis after = ANALYSIS.analyse(files, config);
        Map<String, Long> counts = grave(before);
        assertThat(grave(after))
                .allSatisfy(
                        (rule, count) -> assertThat(count).as(rule).isLessThanOrEqualTo(counts.getOrDefault(rule, 0L)));
        assertThat(after.findings().stream().filter(SuggestionsTest::grave).count())
                .isLessThanOrEqualTo(before.findings().stream()
                                .filter(SuggestionsTest::grave)
                                .count()
                        - fewer);
    }

    private static Map<String, Long> grave(Analysis analysis) {
        return analysis.findings().stream()
                .filter(SuggestionsTest::grave)
                .collect(Collectors.groupingBy(Finding::rule, Collectors.counting()));
    }

    private static boolean grave(Finding finding) {
        return finding.severity() != Severity.HINT;
    }

    /** The suggestions of a review that finds everything introduced. */
    private static List<Block> review(
            List<SourceFile> files, RepositoryConfig config, Analysis analysis, Function<SourceFile, String> patch) {
        Analysis tried = ANALYSIS.tried(analysis, _ -> true, files, config);
        List<ChangedFile> changed = files.stream()
                .map(file -> new ChangedFile(
                        file.path(),
                        Optional.empty(),
                        ChangedFile.Status.MODIFIED,
                        "1",
                        Optional.of(patch.apply(file))))
                .toList();
        ReviewPlan plan = new ReviewPlanner(Samples.PAGES)
                .plan(new ReviewSubject(
                        Samples.pullRequest(List.of(), List.of()),
                        new Comparison(Samples.BASE, changed, true),
                        new Analysis(List.of(), List.of()),
                        tried,
                        true,
                        new Configurations.InForce(config, RULES, List.of()),
                        List.of(),
                        files,
                        List.of()));
        return plan.review().stream()
                .flatMap(review -> review.draft().comments().stream())
                .flatMap(SuggestionsTest::block)
                .toList();
    }

    private static Stream<Block> block(ReviewDraft.Comment comment) {
        List<Block> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(comment.body());
        while (block.find()) {
            blocks.add(new Block(
                    comment.path(), comment.startLine().orElse(comment.line()), comment.line(), block.group(2)));
        }
        assertThat(blocks).hasSizeLessThan(2);
        return blocks.stream();
    }

    /** As GitHub does it: the lines give way to the block's text. */
    private static List<SourceFile> applied(List<SourceFile> files, List<Block> blocks) {
        return files.stream()
                .map(file -> {
                    List<String> lines =
                            new ArrayList<>(Arrays.asList(text(file).split("(?<=\n)")));
                    blocks.stream()
                            .filter(block -> block.path().equals(file.path()))
                            .sorted(Comparator.comparingInt(Block::startLine).reversed())
                            .forEach(block -> {
                                List<String> replaced = lines.subList(block.startLine() - 1, block.endLine());
                                replaced.clear();
                                replaced.add(block.text());
                            });
                    return new SourceFile(file.path(), String.join("", lines).getBytes(UTF_8));
                })
                .toList();
    }

    private static String text(SourceFile file) {
        return new String(file.content(), UTF_8);
    }

    /** The patch of a file that is new. */
    private static String added(SourceFile file) {
        List<String> lines = text(file).lines().toList();
        return "@@ -0,0 +1," + lines.size() + " @@"
                + lines.stream().map(line -> "\n+" + line).collect(Collectors.joining());
    }

    /** The patch of a file in which nothing but the lines that findings begin at was added. */
    private static String around(SourceFile file, Analysis analysis) {
        List<String> lines = text(file).lines().toList();
        List<Integer> added = analysis.findings().stream()
                .filter(finding -> finding.place().path().equals(file.path()))
                .map(finding -> finding.place().startLine())
                .distinct()
                .sorted()
                .toList();
        StringBuilder patch = new StringBuilder();
        int next = 0;
        int gone = 0;
        while (next < added.size()) {
            int start = Math.max(1, added.get(next) - CONTEXT);
            int end = start;
            int first = next;
            while (next < added.size() && added.get(next) - CONTEXT <= end + 1) {
                end = Math.min(lines.size(), added.get(next++) + CONTEXT);
            }
            List<Integer> here = added.subList(first, next);
            int length = end - start + 1;
            patch.append(patch.isEmpty() ? "" : "\n")
                    .append("@@ -%d,%d +%d,%d @@".formatted(start - gone, length - here.size(), start, length));
            for (int line = start; line <= end; line++) {
                patch.append('\n').append(here.contains(line) ? '+' : ' ').append(lines.get(line - 1));
            }
            gone += here.size();
        }
        return patch.toString();
    }

    private static void write(List<SourceFile> files, String folder) throws IOException {
        for (SourceFile file : files) {
            Path path = WRITTEN.resolve(folder).resolve(file.path());
            Files.createDirectories(path.getParent());
            Files.write(path, file.content());
        }
    }
}
