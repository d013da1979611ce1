package dev.headroom.cli;

/** A form of output for what a check found. */
interface ReportWriter {

    /** The whole output, each line ended by a line feed. */
    String write(CheckReport report);
}
