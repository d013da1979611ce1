package dev.headroom.delivery;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/** The record of the turns that ended, for people; each method throws {@link LedgerUnavailable} when it fails. */
public interface TurnLog {

    /** Adds a turn, and forgets those that are too old to be of interest. */
    void add(EndedTurn turn);

    /** The newest turns of a repository, {@code owner/name}. */
    List<EndedTurn> newest(String repository, int most);

    /** When the newest turn of each repository ended, by {@code owner/name}. */
    SortedMap<String, Instant> repositories();
}
