package dev.headroom.golang.attributes;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A pattern of {@code .gitattributes}: without a slash it is about the last name of a path, with one about the path from
 * the folder of the file; {@code **} between slashes stands for any number of folders. Whoever wrote it, matching goes
 * back to the last star only.
 *
 * @see <a href="https://git-scm.com/docs/gitignore#_pattern_format">the format of patterns</a>
 */
record PathPattern(boolean nameOnly, List<String> segments) {
    private static final String FOLDERS = "**";
    private static final int LONGEST = 300;

    /** Reads a pattern; empty where it can match no file: negative ones, and those of folders. */
    static Optional<PathPattern> of(String pattern) {
        if (pattern.isEmpty() || pattern.length() > LONGEST || pattern.startsWith("!") || pattern.endsWith("/")) {
            return Optional.empty();
        }
        boolean nameOnly = pattern.indexOf('/') < 0;
        String relative = pattern.startsWith("/") ? pattern.substring(1) : pattern;
        // At the end ** stands for something, so that a/** is not a itself.
        String whole = relative.endsWith("/" + FOLDERS) ? relative + "/*" : relative;
        return Optional.of(new PathPattern(nameOnly, Arrays.asList(whole.split("/"))));
    }

    /** @param path from the folder in which the pattern was found */
    boolean matches(String path) {
        if (nameOnly) {
            return new NamePattern(segments.getFirst()).matches(path.substring(path.lastIndexOf('/') + 1));
        }
        String[] names = path.split("/");
        int segment = 0;
        int name = 0;
        int folders = -1;
        int resume = 0;
        while (name < names.length) {
            if (segment < segments.size() && segments.get(segment).equals(FOLDERS)) {
                folders = segment++;
                resume = name;
            } else if (segment < segments.size() && new NamePattern(segments.get(segment)).matches(names[name])) {
                segment++;
                name++;
            } else if (folders >= 0) {
                segment = folders + 1;
                name = ++resume;
            } else {
                return false;
            }
        }
        return segment == segments.size();
    }
}
