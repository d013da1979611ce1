package dev.headroom.app.telemetry;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/** Spans of what the server does. No attribute holds code, text of a repository or a secret. */
public interface Traces {
    /** No spans; nothing of OpenTelemetry is loaded. */
    Traces NONE = new Traces() {
        @Override
        public <T> T during(String name, String delivery, Map<String, String> attributes, Supplier<T> work) {
            return work.get();
        }

        @Override
        public void ended(String name, Duration took, Map<String, String> attributes) {}

        @Override
        public void flush() {}
    };

    /** Those that the process's environment asks for, made when they are first needed. */
    static Traces ofProcess() {
        return Holder.OF_PROCESS;
    }

    /** Those that an environment asks for, by the variable that all programs with OpenTelemetry know. */
    static Traces of(Map<String, String> environment) {
        return environment.getOrDefault("OTEL_EXPORTER_OTLP_ENDPOINT", "").isBlank()
                ? NONE
                : new OpenTelemetryTraces(environment);
    }

    /**
     * Does some work within a span.
     *
     * @param delivery the id of the delivery that led to it, by which the spans of different replicas come together; may be empty
     */
    <T> T during(String name, String delivery, Map<String, String> attributes, Supplier<T> work);

    /** Notes what has just ended. */
    void ended(String name, Duration took, Map<String, String> attributes);

    /** Sends what has not been sent yet, within two seconds. */
    void flush();

    /** Puts off what is made until it is asked for. */
    final class Holder {
        private static final Traces OF_PROCESS = of(System.getenv());

        private Holder() {}
    }
}
