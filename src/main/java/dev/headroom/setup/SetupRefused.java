package dev.headroom.setup;

/** A step of the setup that cannot be taken; the message is one sentence for the person who takes it. */
public final class SetupRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SetupRefused(String sentence) {
        super(sentence);
    }
}
