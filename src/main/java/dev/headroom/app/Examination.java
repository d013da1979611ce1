package dev.headroom.app;

import dev.headroom.doctor.Diagnosis;
import dev.headroom.doctor.Doctor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** What a doctor says, asked for again only after a while: it costs a handful of calls to GitHub. */
final class Examination implements Supplier<List<Diagnosis>> {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Doctor doctor;
    private final Clock clock;
    private Instant until = Instant.EPOCH;
    private List<Diagnosis> last = List.of();

    Examination(Doctor doctor, Clock clock) {
        this.doctor = doctor;
        this.clock = clock;
    }

    @Override
    public synchronized List<Diagnosis> get() {
        if (!clock.instant().isBefore(until)) {
            last = List.copyOf(doctor.examine());
            until = clock.instant().plus(FRESH);
        }
        return last;
    }
}
