package dev.headroom.config;

import dev.headroom.rule.Problem;
import java.util.List;
import java.util.Map;

/**
 * What reading a configuration led to.
 *
 * @param config to be used only when there is no problem
 * @param problems all that is wrong, in order of lines
 * @param lines for each value that the file gives, by its key such as {@code review.block_on}, the line (1-based)
 */
public record ConfigReading(RepositoryConfig config, List<Problem> problems, Map<String, Integer> lines) {
    public ConfigReading {
        problems = List.copyOf(problems);
        lines = Map.copyOf(lines);
    }

    /** The reading of a repository that has no such file. */
    public static ConfigReading ofNothing() {
        return new ConfigReading(RepositoryConfig.defaults(), List.of(), Map.of());
    }

    public boolean usable() {
        return problems.isEmpty();
    }
}
