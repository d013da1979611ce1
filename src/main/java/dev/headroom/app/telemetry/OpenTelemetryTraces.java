package dev.headroom.app.telemetry;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Spans that go to a collector, as the variables {@code OTEL_*} say. */
final class OpenTelemetryTraces implements Traces {
    /** A delivery's id is as long as the id of a trace, so that whoever works on it adds to one trace. */
    private static final int TRACE_ID_LENGTH = 32;

    private static final int SPAN_ID_LENGTH = 16;

    private final OpenTelemetrySdk sdk;
    private final Tracer tracer;

    OpenTelemetryTraces(Map<String, String> environment) {
        Map<String, String> standard = new HashMap<>(Map.of(
                "otel.service.name", "headroom",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none",
                "otel.exporter.otlp.protocol", "http/protobuf"));
        environment.forEach((name, value) -> {
            if (name.startsWith("OTEL_")) {
                standard.put(name.toLowerCase(Locale.ROOT).replace('_', '.'), value);
            }
        });
        this.sdk = AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> standard)
                .build()
                .getOpenTelemetrySdk();
        this.tracer = sdk.getTracer("dev.headroom");
    }

    @Override
    public <T> T during(String name, String delivery, Map<String, String> attributes, Supplier<T> work) {
        SpanBuilder builder = tracer.spanBuilder(name);
        if (!Span.current().getSpanContext().isValid()) {
            builder.setParent(ofDelivery(delivery));
        }
        attributes.forEach(builder::setAttribute);
        Span span = builder.startSpan();
        try (Scope _ = span.makeCurrent()) {
            return work.get();
        } catch (RuntimeException | Error e) {
            // Its message may quote code.
            span.setStatus(StatusCode.ERROR, e.getClass().getSimpleName());
            throw e;
        } finally {
            span.end();
        }
    }

    @Override
    public void ended(String name, Duration took, Map<String, String> attributes) {
        Instant now = Instant.now();
        SpanBuilder builder = tracer.spanBuilder(name).setStartTimestamp(now.minus(took));
        attributes.forEach(builder::setAttribute);
        builder.startSpan().end(now);
    }

    private static Context ofDelivery(String delivery) {
        String traceId = delivery.replace("-", "").toLowerCase(Locale.ROOT);
        if (traceId.length() != TRACE_ID_LENGTH) {
            return Context.root();
        }
        SpanContext parent = SpanContext.createFromRemoteParent(
                traceId, traceId.substring(SPAN_ID_LENGTH), TraceFlags.getSampled(), TraceState.getDefault());
        return parent.isValid() ? Context.root().with(Span.wrap(parent)) : Context.root();
    }

    @Override
    public void flush() {
        sdk.getSdkTracerProvider().forceFlush().join(2, TimeUnit.SECONDS);
    }
}
