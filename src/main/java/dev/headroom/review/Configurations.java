package dev.headroom.review;

import dev.headroom.config.RepositoryConfig;
import java.util.List;
import java.util.Optional;

/** What is in force of repositories' configurations. */
@FunctionalInterface
public interface Configurations {

    /**
     * The configuration in force.
     *
     * @param text of {@code .github/headroom.yml} on the base branch; empty where there is none
     */
    InForce inForce(RepositoryRef repository, Optional<String> text);

    /**
     * A configuration, and what is wrong with the text that should have given it.
     *
     * @param config of that text, or what was in force before it went wrong
     * @param problems one sentence each, plain text; none when the text is right
     */
    record InForce(RepositoryConfig config, List<String> problems) {
        public InForce {
            problems = List.copyOf(problems);
        }
    }
}
