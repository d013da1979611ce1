package dev.headroom.repository;

import java.util.List;
import java.util.Optional;

/**
 * The files that configure a repository: its own, and below them those of its owner's repository {@code .github}.
 *
 * @param organisation nothing where there is no such repository, or it is out of reach
 */
public record ConfigurationFiles(Layer own, Layer organisation) {
    /** Where a repository keeps rules of its own. */
    public static final String RULES = ".github/headroom/rules";

    /** The name of the repository whose files hold for all of an owner. */
    public static final String DEFAULTS = ".github";

    /** Of a repository that has none. */
    public static final ConfigurationFiles NONE = new ConfigurationFiles(Layer.NOTHING, Layer.NOTHING);

    /** Of a repository of which nothing but {@code .github/headroom.yml} is read. */
    public static ConfigurationFiles ofText(Optional<String> text) {
        return new ConfigurationFiles(new Layer(text, List.of()), Layer.NOTHING);
    }

    /**
     * The files of one repository at one commit.
     *
     * @param text of {@code .github/headroom.yml}
     * @param rules the files below {@link #RULES}
     */
    public record Layer(Optional<String> text, List<RuleFile> rules) {
        public static final Layer NOTHING = new Layer(Optional.empty(), List.of());

        public Layer {
            rules = List.copyOf(rules);
        }
    }

    /** A file with rules, which is not read yet. */
    public record RuleFile(String path, TreeListing.Entry blob) {}
}
