package dev.headroom.delivery;

/** A payload that is no JSON object; the message is one sentence without any of its content. */
public final class MalformedPayload extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedPayload(String message) {
        super(message);
    }
}
