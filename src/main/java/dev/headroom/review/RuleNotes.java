package dev.headroom.review;

import java.util.Optional;

/** What the rules have to say for themselves. */
@FunctionalInterface
public interface RuleNotes {

    /** The note of a rule; empty where there is no rule of this id. */
    Optional<Note> of(String rule);

    /**
     * Why a rule is there.
     *
     * @param why paragraphs of plain text
     * @param docs the address of a page about it
     */
    record Note(String why, Optional<String> docs) {}
}
