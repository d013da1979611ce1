package dev.headroom.app.telemetry;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.analysis.trial.SourceAnalysis;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** An analysis whose bytes and seconds are counted. */
public final class MeasuredAnalysis implements SourceAnalysis {
    private final SourceAnalysis analysis;
    private final MeterRegistry metrics;
    private final Timer duration;
    private final Counter bytes;

    public MeasuredAnalysis(SourceAnalysis analysis, MeterRegistry metrics) {
        this.analysis = analysis;
        this.metrics = metrics;
        this.duration = Timer.builder("headroom.analysis.duration")
                .description("How long files were examined; what is remembered takes next to nothing")
                .register(metrics);
        this.bytes = Counter.builder("headroom.analysis.bytes")
                .description("Code that was examined")
                .baseUnit("bytes")
                .register(metrics);
    }

    @Override
    public Analysis analyse(List<SourceFile> files, RepositoryConfig config) {
        bytes.increment(files.stream()
                .mapToInt(file -> file.content().length)
                .asDoubleStream()
                .sum());
        return Traces.ofProcess()
                .during(
                        "analysis",
                        "",
                        Map.of("headroom.files", Integer.toString(files.size())),
                        () -> duration.record(() -> analysis.analyse(files, config)));
    }

    @Override
    public Analysis tried(Analysis found, Predicate<Finding> shown, List<SourceFile> files, RepositoryConfig config) {
        return analysis.tried(found, shown, files, config);
    }

    @Override
    public FixPlan fixes(Analysis found, Predicate<Finding> wanted, List<SourceFile> files, RepositoryConfig config) {
        return analysis.fixes(found, wanted, files, config);
    }

    @Override
    public SourceAnalysis with(RuleCatalogue further) {
        return new MeasuredAnalysis(analysis.with(further), metrics);
    }
}
