package dev.headroom.delivery;

import java.time.Duration;

/**
 * How much work waits.
 *
 * @param waiting what has been asked for and is not done, work under way included
 * @param dead what was given up and waits for a person
 * @param oldest how long the oldest of what is waiting has waited; zero when there is none
 */
public record Backlog(long waiting, long dead, Duration oldest) {}
