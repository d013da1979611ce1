package dev.headroom.golang;

import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.SourceFile;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the heads of its files tell of a package, without a parse. */
final class PackageOutline {
    private final String path;
    private final String folder;
    private final String name;
    private final List<Head> heads;
    private final Set<String> imports = new LinkedHashSet<>();

    /**
     * The head of one file.
     *
     * @param paths the packages of the repository that it imports: package path by import path
     * @param names their names by import path
     */
    record Head(SourceFile source, GoHeader header, Map<String, String> paths, Map<String, String> names) {}

    /**
     * @param path what other packages import
     * @param folder relative to the repository's root
     * @param name of the package clauses
     */
    PackageOutline(String path, String folder, String name, List<Head> heads) {
        this.path = path;
        this.folder = folder;
        this.name = name;
        this.heads = heads;
        heads.forEach(head -> imports.addAll(head.paths().values()));
    }

    String path() {
        return path;
    }

    String folder() {
        return folder;
    }

    String name() {
        return name;
    }

    List<Head> heads() {
        return heads;
    }

    /** The paths of the packages of the repository that it imports. */
    Set<String> imports() {
        return imports;
    }

    /** In bytes. */
    long size() {
        return heads.stream().mapToLong(head -> head.source().content().length).sum();
    }
}
