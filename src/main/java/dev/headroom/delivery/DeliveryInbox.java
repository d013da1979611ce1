package dev.headroom.delivery;

/** Where deliveries are stored before GitHub is told that they were accepted. */
public interface DeliveryInbox {

    /** Stores the delivery durably and arranges its processing; a second call with the same id changes nothing. */
    Receipt accept(Delivery delivery);

    /** What became of a delivery. */
    enum Receipt {
        STORED,
        DUPLICATE
    }
}
