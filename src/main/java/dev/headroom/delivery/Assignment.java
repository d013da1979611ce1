package dev.headroom.delivery;

import java.time.Instant;

/**
 * A turn of work, as it stood when the turn began.
 *
 * @param generation how often the work was asked for until now; what is asked for later needs another turn
 * @param failures how many turns have failed since it was last asked for
 * @param deliveryId the newest delivery that asked for it
 * @param requestedAt when the oldest delivery that still waits for it was received
 */
public record Assignment(Work.Queued work, long generation, int failures, String deliveryId, Instant requestedAt) {}
