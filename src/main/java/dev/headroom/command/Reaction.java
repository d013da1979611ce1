package dev.headroom.command;

/** GitHub's reactions that the App uses. */
public enum Reaction {
    /** Seen, and what follows is seen elsewhere. */
    EYES("eyes"),
    /** Done. */
    THUMBS_UP("+1"),
    /** Not done: the reply says why. */
    CONFUSED("confused");

    private final String content;

    Reaction(String content) {
        this.content = content;
    }

    /** GitHub's word for it. */
    public String content() {
        return content;
    }
}
