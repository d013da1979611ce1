package dev.headroom.app.telemetry;

import dev.headroom.github.call.GitHubCallListener;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The figures that Prometheus collects. */
public final class Telemetry implements GitHubCallListener, AutoCloseable {
    private static final int MOST_LIMITS = 400;
    private static final Set<String> RESOURCES = Set.of("core", "graphql", "search", "dependency_snapshots");

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();
    private final Traces traces;
    private final Map<String, AtomicLong> shown = new ConcurrentHashMap<>();

    public Telemetry(Traces traces) {
        this.traces = traces;
        garbage.bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    public MeterRegistry registry() {
        return registry;
    }

    /** All figures in Prometheus' text format. */
    public String text() {
        return registry.scrape();
    }

    /** A label for each installation has an end: what one of many has left is seen on the pages and in the log. */
    @Override
    public void remaining(long caller, String resource, long remaining) {
        String key = caller + " " + resource;
        AtomicLong left = shown.get(key);
        if (left == null && caller >= 0 && shown.size() < MOST_LIMITS && RESOURCES.contains(resource)) {
            left = shown.computeIfAbsent(key, _ -> new AtomicLong());
            Gauge.builder("headroom.github.remaining", left, AtomicLong::doubleValue)
                    .description("Calls that GitHub's limit leaves to an installation, 0 for the App itself")
                    .tag("installation", Long.toString(caller))
                    .tag("resource", resource)
                    .register(registry);
        }
        if (left != null) {
            left.set(remaining);
        }
    }

    @Override
    public void called(String method, String route, int status, Duration took) {
        traces.ended(method + " " + route, took, Map.of("http.response.status_code", Integer.toString(status)));
        registry.timer("headroom.github.calls", "method", method, "route", route, "status", String.valueOf(status))
                .record(took);
    }

    @Override
    public void close() {
        traces.flush();
        garbage.close();
        registry.close();
    }
}
