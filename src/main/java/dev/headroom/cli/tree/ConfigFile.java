package dev.headroom.cli.tree;

import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.config.ConfigReading;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfigReader;
import dev.headroom.rule.RuleCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a tree.
 *
 * @param name as its author knows it; empty where the tree has none
 */
public record ConfigFile(Optional<String> name, ConfigReading reading) {

    /**
     * Reads the file given, or the repository's own, which may be missing.
     *
     * @throws WrongUsage where the file given cannot be read
     */
    public static ConfigFile read(Path root, @Nullable Path given, RuleCatalogue rules) {
        Path own = root.resolve(RepositoryConfig.PATH);
        if (given == null && !Files.isRegularFile(own)) {
            return new ConfigFile(Optional.empty(), ConfigReading.ofNothing());
        }
        Path file = given == null ? own : given;
        String name = given == null ? RepositoryConfig.PATH : given.toString();
        try {
            return new ConfigFile(
                    Optional.of(name), new RepositoryConfigReader(rules).read(name, Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new WrongUsage("the configuration '" + name + "' cannot be read");
        }
    }

    /** The repository's own, as it is at hand; empty where it has none. */
    public static ConfigFile of(Optional<byte[]> content, RuleCatalogue rules) {
        return content.map(bytes -> new ConfigFile(
                        Optional.of(RepositoryConfig.PATH),
                        new RepositoryConfigReader(rules).read(RepositoryConfig.PATH, bytes)))
                .orElse(new ConfigFile(Optional.empty(), ConfigReading.ofNothing()));
    }

    /** @throws WrongUsage where something is wrong in it */
    public RepositoryConfig usable() {
        if (!reading.usable()) {
            throw new WrongUsage(RuleFolders.first(reading.problems()));
        }
        return reading.config();
    }
}
