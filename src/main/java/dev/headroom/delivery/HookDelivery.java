package dev.headroom.delivery;

import java.time.Instant;

/**
 * An attempt of GitHub to hand over a delivery, as GitHub remembers it.
 *
 * @param id of this attempt; each further attempt has another
 * @param guid of the delivery, the value of {@code X-GitHub-Delivery} in all its attempts
 * @param status what was answered; 0 where GitHub knows of no answer, 502 or 504 where none came
 */
public record HookDelivery(long id, String guid, String event, Instant deliveredAt, int status) {

    /** Whether it was taken. */
    public boolean arrived() {
        return status >= 200 && status < 400;
    }
}
