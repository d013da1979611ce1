package dev.headroom.web;

/** The server cannot listen; the message is one sentence for the person who starts it. */
public final class PortUnusable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    PortUnusable(int port, Throwable cause) {
        super(
                "Port " + port + " cannot be listened on: it is taken or reserved, choose another with HEADROOM_PORT.",
                cause);
    }
}
