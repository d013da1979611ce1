package dev.headroom.command;

/**
 * What comes of a command.
 *
 * @param text Markdown of the reply; empty for none
 * @param review whether the head has to be reviewed again
 */
record Answer(Reaction reaction, String text, boolean review) {

    static Answer done(String text) {
        return new Answer(Reaction.THUMBS_UP, text, false);
    }

    static Answer refused(String text) {
        return new Answer(Reaction.CONFUSED, text, false);
    }

    Answer thenReview() {
        return new Answer(reaction, text, true);
    }
}
