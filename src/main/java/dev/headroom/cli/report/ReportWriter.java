package dev.headroom.cli.report;

import java.time.Duration;

/** A form of output for what a check found. */
public interface ReportWriter {

    /** The output, each line ended by a line feed, but for what depends on how long it took. */
    String write(CheckReport report);

    /** What ends the output. */
    default String ending(Duration took) {
        return "";
    }
}
