package dev.headroom.delivery;

/** Where deliveries are stored before GitHub is told that they were accepted. */
public interface DeliveryInbox {

    /**
     * Stores the delivery durably and arranges its processing. A second call with the same id changes nothing, unless
     * the work that the first one led to was given up.
     *
     * @throws MalformedPayload when the payload is no JSON object
     * @throws LedgerUnavailable when it could not be stored
     */
    Receipt accept(Delivery delivery);

    /** What became of a delivery. */
    enum Receipt {
        /** It led to work. */
        QUEUED,
        /** There is nothing to do for it. */
        IGNORED,
        /** It was stored before. */
        DUPLICATE
    }
}
