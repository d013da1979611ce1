package dev.headroom.bench;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.Analyzer;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.pattern.Match;
import dev.headroom.golang.pattern.Pattern;
import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.GoParser;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.syntax.SyntaxTree;
import dev.headroom.golang.types.GoFile;
import dev.headroom.rule.RuleCatalogue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one file costs to parse and to search, and what a whole service costs, once the virtual machine is warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class AnalysisBenchmark {
    private final GoParser parser = new GoParser();
    private final SourceFile source = GoService.handlers(1);
    private final GoFile file = new GoFile(
            source, parser.parse(source.content()), GoHeader.read(source.content()), Map.of(), Map.of());
    private final Pattern pattern = Pattern.compile("$DB.QueryContext($$$)", Map.of());
    private final List<SourceFile> service = GoService.files(20);
    private final Analyzer analyzer = new Analyzer(RuleCatalogue.builtin());

    /** Parses a file of 1,100 bytes and copies its tree into arrays. */
    @Benchmark
    public SyntaxTree parse() {
        return parser.parse(source.content());
    }

    /** Looks for a pattern in the tree of that file. */
    @Benchmark
    public List<Match> match() {
        return pattern.in(file.root(), file);
    }

    /** Applies all rules to a service of 21 files, parsing included. */
    @Benchmark
    public Analysis wholeService() {
        return analyzer.analyze(service, RepositoryConfig.defaults());
    }
}
