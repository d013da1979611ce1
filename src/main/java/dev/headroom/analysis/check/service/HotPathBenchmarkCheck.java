package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.Program;
import dev.headroom.golang.TestFile;
import dev.headroom.golang.types.Function;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check that the hot functions of a service are measured: that a benchmark runs each, or a hot part of it. */
public final class HotPathBenchmarkCheck implements Check {
    private static final int MAX_RELATED = 10;

    @Override
    public String name() {
        return "hot-path-benchmark";
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        List<Function> hot = program.calls().functions().stream()
                .filter(function -> !function.literal() && !function.name().equals("main"))
                .filter(function -> context.reportable(function.file()) && context.hot(function.node()))
                .toList();
        if (hot.isEmpty()) {
            return;
        }
        Optional<List<TestFile>> tests = context.tests();
        if (tests.isEmpty()) {
            context.undecided(hot.getFirst().node(), "tests were not read");
            return;
        }
        List<Function> unmeasured = unmeasured(program, hot, tests.get());
        if (unmeasured.isEmpty()) {
            context.clean(hot.getFirst().node());
            return;
        }
        Function first = unmeasured.getFirst();
        CheckContext.Report report = context.report(first.node().field("name").orElse(first.node()))
                .with("function", first.symbol())
                .with("more", unmeasured.size() == 1 ? "" : " (and " + (unmeasured.size() - 1) + " more)");
        unmeasured.stream()
                .skip(1)
                .limit(MAX_RELATED)
                .forEach(function -> report.related(function.node(), function.symbol() + " is hot too"));
        report.submit();
    }

    private static List<Function> unmeasured(Program program, List<Function> hot, List<TestFile> tests) {
        Set<String> names = new HashSet<>();
        tests.forEach(test -> names.addAll(test.benchmarked()));
        Reach measured = Reach.from(program, function -> names.contains(function.name()));
        Set<Function> parts = new HashSet<>();
        hot.stream().filter(function -> names.contains(function.name())).forEach(parts::add);
        return hot.stream()
                .filter(function -> !measured.includes(function.node()))
                .filter(function -> parts.stream()
                        .noneMatch(part -> Reach.from(program, function::equals).includes(part.node())))
                .toList();
    }
}
