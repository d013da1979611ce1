package dev.headroom.repository;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.rule.RuleCatalogue;
import java.util.List;

/** What is in force of repositories' configurations. */
@FunctionalInterface
public interface Configurations {

    /**
     * The configuration in force.
     *
     * @param files of the base branch, and of the organisation
     * @throws GitHubFailure when rules had to be read and GitHub does not answer as asked
     */
    InForce inForce(RepositoryRef repository, ConfigurationFiles files);

    /**
     * A configuration, and what is wrong with the files that should have given it.
     *
     * @param config of those files, or what was in force before they went wrong
     * @param rules all that are in force
     * @param further those of them that the repository and its organisation brought along
     * @param problems one sentence each, plain text; none when the files are right
     */
    record InForce(RepositoryConfig config, RuleCatalogue rules, RuleCatalogue further, List<String> problems) {
        public InForce {
            problems = List.copyOf(problems);
        }

        /** By Headroom's own rules alone. */
        public InForce(RepositoryConfig config, RuleCatalogue rules, List<String> problems) {
            this(config, rules, RuleCatalogue.of(), problems);
        }
    }
}
