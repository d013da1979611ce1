package dev.headroom.cli.terminal;

/** A request that cannot be carried out, with the sentence for the person who made it. */
public final class WrongUsage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param sentence what is wrong, where, and what to do; beginning in lower case, without a full stop */
    public WrongUsage(String sentence) {
        super(sentence);
    }
}
