package dev.headroom.analysis.finding;

import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The outcome of analysing a tree of files: a report a service, in order of their names. */
public record Analysis(List<ServiceReport> services, List<SkippedFile> skipped) {
    public Analysis {
        services = List.copyOf(services);
        skipped = List.copyOf(skipped);
    }

    /** All findings of all services, in the order of the services. */
    public List<Finding> findings() {
        return services.stream().flatMap(service -> service.findings().stream()).toList();
    }

    /** The same analysis with other findings in the place of some. */
    public Analysis replacing(UnaryOperator<Finding> other) {
        return with(findings -> findings.map(other));
    }

    /** The same analysis without some of the findings. */
    public Analysis keeping(Predicate<Finding> wanted) {
        return with(findings -> findings.filter(wanted));
    }

    private Analysis with(UnaryOperator<Stream<Finding>> change) {
        List<ServiceReport> changed = services.stream()
                .map(service -> new ServiceReport(
                        service.service(),
                        service.root(),
                        service.library(),
                        service.verdicts(),
                        change.apply(service.findings().stream()).toList(),
                        service.suppressed(),
                        service.undecided()))
                .toList();
        return new Analysis(changed, skipped);
    }
}
