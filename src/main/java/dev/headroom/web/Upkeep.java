package dev.headroom.web;

import dev.headroom.delivery.WorkOverview;
import dev.headroom.doctor.Diagnosis;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What is asked of the server when somebody looks after it.
 *
 * @param parser which parser of Go is in use, in words
 * @param database whether it answers now
 * @param limits what is known of GitHub's limits
 * @param examination of the whole installation, which takes some calls to GitHub
 */
public record Upkeep(
        Supplier<String> parser,
        BooleanSupplier database,
        Supplier<List<Limit>> limits,
        WorkOverview work,
        Supplier<List<Diagnosis>> examination) {

    /**
     * A limit of GitHub as an answer told it last.
     *
     * @param caller {@code App} or the installation
     * @param resource as GitHub names it
     * @param remaining requests, or points, until the hour is over
     */
    public record Limit(String caller, String resource, long remaining, Instant at) {}
}
