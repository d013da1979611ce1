package dev.headroom.cli.tree;

/**
 * The names under which files are shown: analysis knows them from the repository's root, people from the folder they
 * gave.
 *
 * @param prefix of the folder given, from the repository's root: {@code services/combat/}, or empty for the root itself
 * @param given what stands in front of it on a terminal, such as {@code ../fleet/services/combat/}; empty for the
 *     current folder
 */
public record ShownPaths(String prefix, String given) {

    /** Relative to the folder given. */
    public String relative(String path) {
        if (path.startsWith(prefix)) {
            return path.substring(prefix.length());
        }
        return prefix.equals(path + "/") ? "" : path;
    }

    /** As a terminal finds it from the current folder. */
    public String onTerminal(String path) {
        return path.startsWith(prefix) ? given + path.substring(prefix.length()) : path;
    }
}
