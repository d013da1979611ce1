package dev.headroom.analysis;

import java.util.List;

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
}
