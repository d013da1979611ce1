package dev.headroom.delivery;

import dev.headroom.repository.GitHubFailure;
import java.util.List;

/** The one who does the work when its turn has come. */
public interface Worker {

    /**
     * Does the work, or what is left of it after an earlier turn that failed.
     *
     * @throws GitHubFailure when GitHub stood in the way; its kind says whether there will be another turn
     */
    Outcome perform(Assignment assignment);

    /**
     * Is told, once, that there will be no further turn, so that whoever waits can be told.
     *
     * @throws GitHubFailure when GitHub stood in the way again, which changes nothing
     */
    default void givenUp(Assignment assignment) {}

    /** The work that every night asks for, whether or not a delivery does. */
    default List<Work.Queued> nightly() {
        return List.of();
    }
}
