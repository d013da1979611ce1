package dev.headroom.golang.attributes;

import dev.headroom.golang.syntax.SourceFile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attributes by which a repository tells GitHub whose code a file is: {@code linguist-generated} and
 * {@code linguist-vendored}. A later line overrules an earlier one, a deeper folder an outer one.
 *
 * @see <a href="https://git-scm.com/docs/gitattributes">gitattributes</a>
 * @see <a href="https://github.com/github-linguist/linguist/blob/main/docs/overrides.md">linguist's overrides</a>
 */
public final class GitAttributes {
    /** The name of the files. */
    public static final String FILE = ".gitattributes";

    static final String GENERATED = "linguist-generated";
    static final String VENDORED = "linguist-vendored";

    private final Map<String, List<AttributeLine>> byFolder = new HashMap<>();

    /** The attributes that those of the files give which bear that name. */
    public GitAttributes(Collection<SourceFile> files) {
        Map<String, Map<String, Boolean>> macros = new HashMap<>();
        files.stream().filter(file -> file.path().equals(FILE)).forEach(file -> read(file, macros));
        files.stream().filter(file -> file.path().endsWith("/" + FILE)).forEach(file -> read(file, macros));
    }

    private void read(SourceFile file, Map<String, Map<String, Boolean>> macros) {
        String folder = file.path().substring(0, file.path().length() - FILE.length());
        List<AttributeLine> lines = new AttributeReader(folder.isEmpty(), macros).read(file.content());
        if (!lines.isEmpty()) {
            byFolder.put(folder, lines);
        }
    }

    /** Whether the repository calls the file generated; empty where it does not say. */
    public Optional<Boolean> generated(String path) {
        return value(path, GENERATED);
    }

    /** Whether the repository calls the file somebody else's; empty where it does not say. */
    public Optional<Boolean> vendored(String path) {
        return value(path, VENDORED);
    }

    private Optional<Boolean> value(String path, String attribute) {
        Optional<Boolean> value = Optional.empty();
        if (byFolder.isEmpty()) {
            return value;
        }
        for (int end = 0; end >= 0; end = path.indexOf('/', end) + 1) {
            for (AttributeLine line : byFolder.getOrDefault(path.substring(0, end), List.of())) {
                if (line.values().containsKey(attribute) && line.pattern().matches(path.substring(end))) {
                    value = line.values().get(attribute);
                }
            }
            if (path.indexOf('/', end) < 0) {
                break;
            }
        }
        return value;
    }
}
