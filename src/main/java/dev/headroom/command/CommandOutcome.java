package dev.headroom.command;

/**
 * What came of a request.
 *
 * @param summary half a sentence for the log, without text of the repository
 * @param review whether the head has to be reviewed again
 */
public record CommandOutcome(String summary, boolean review) {}
