package dev.headroom.delivery;

import java.time.Instant;

/**
 * A webhook delivery whose signature was right.
 *
 * @param id the value of {@code X-GitHub-Delivery}, the same again on a redelivery
 * @param event the value of {@code X-GitHub-Event}
 * @param payload the raw JSON bytes
 */
public record Delivery(String id, String event, byte[] payload, Instant receivedAt) {}
