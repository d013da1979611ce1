package dev.headroom.golang.types;

import dev.headroom.golang.module.BuildConstraint;
import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.module.Paths;
import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.syntax.SyntaxTree;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One parsed file of Go source. */
public final class GoFile {
    private final SourceFile source;
    private final SyntaxTree tree;
    private final GoHeader header;
    private final Map<String, String> paths;
    private final List<String> importPaths;
    private final List<String> canonicalImports;
    private final boolean built;
    private final Map<String, String> imports;
    private final boolean dotImport;
    private final Map<Class<?>, Object> found = new ConcurrentHashMap<>(2);

    /**
     * @param packages the packages of the repository that it imports: package path by import path
     * @param localNames the names of packages of the repository by import path: only others' names must be guessed
     */
    public GoFile(
            SourceFile source,
            SyntaxTree tree,
            GoHeader header,
            Map<String, String> packages,
            Map<String, String> localNames) {
        this.paths = new HashMap<>(packages);
        this.source = source;
        this.tree = tree;
        this.header = header;
        this.built = BuildConstraint.builds(source.path(), header.constraints());
        this.imports = Map.copyOf(names(header, localNames));
        this.dotImport =
                header.imports().stream().anyMatch(declared -> declared.name().equals("."));
        this.importPaths = header.imports().stream().map(GoHeader.Import::path).toList();
        this.canonicalImports = importPaths.stream().map(ImportPath::canonical).toList();
        for (int i = 0; i < importPaths.size(); i++) {
            this.paths.putIfAbsent(importPaths.get(i), canonicalImports.get(i));
        }
    }

    private static Map<String, String> names(GoHeader header, Map<String, String> localNames) {
        Map<String, String> sure = new LinkedHashMap<>();
        Map<String, String> likely = new LinkedHashMap<>();
        for (GoHeader.Import declared : header.imports()) {
            String path = declared.path();
            String name = declared.name();
            if (name.equals("_") || name.equals(".")) {
                continue;
            }
            String local = localNames.get(path);
            if (!name.isEmpty()) {
                sure.put(name, path);
            } else if (local != null) {
                sure.put(local, path);
            } else {
                Set<String> candidates = ImportPath.likelyNames(path);
                candidates.forEach(candidate -> likely.putIfAbsent(candidate, path));
            }
        }
        likely.forEach(sure::putIfAbsent);
        return sure;
    }

    /** Relative to the repository's root. */
    public String path() {
        return source.path();
    }

    public byte[] content() {
        return source.content();
    }

    SyntaxTree tree() {
        return tree;
    }

    /** The {@code source_file} node. */
    public Node root() {
        return tree.root();
    }

    /** All nodes of these kinds of the grammar, such as {@code call_expression}, in source order, without a walk. */
    public List<Node> nodes(String... kinds) {
        return tree.nodes(kinds);
    }

    /** The path by which types name what it imports: a local package's own, else the one without version. */
    String packagePath(String importPath) {
        String resolved = paths.get(importPath);
        return resolved != null ? resolved : ImportPath.canonical(importPath);
    }

    public String packageName() {
        return header.packageName();
    }

    /**
     * Import paths by the name they have in this file; {@code _} and dot imports are left out. A package whose name the
     * path does not tell is listed under each name it is likely to have.
     */
    public Map<String, String> imports() {
        return imports;
    }

    /** All import paths, blank and dot imports included, in source order. */
    public List<String> importPaths() {
        return importPaths;
    }

    /** The same without major versions. */
    public List<String> canonicalImports() {
        return canonicalImports;
    }

    /** Whether the file imports a package under the name {@code .}, so that any name may come from elsewhere. */
    public boolean hasDotImport() {
        return dotImport;
    }

    /** What is found out about a file by one class for all that ask: looked for once. Free for use by several threads. */
    public <T> T once(Class<T> what, java.util.function.Function<GoFile, T> search) {
        Object known = found.get(what);
        if (known == null) {
            // Not by computeIfAbsent: one search may ask for what another finds.
            known = search.apply(this);
            found.put(what, known);
        }
        return what.cast(known);
    }

    /**
     * Whether nobody edits it by hand: its header says {@code // Code generated … DO NOT EDIT.}, or the repository's
     * {@code .gitattributes} call it generated or vendored.
     */
    public boolean generated() {
        return header.generated();
    }

    /** The {@code //go:build} and {@code // +build} lines ahead of its package clause. */
    public List<String> buildConstraints() {
        return header.constraints();
    }

    /** Whether it takes part in a build for linux/amd64, so that what it declares is what other files mean. */
    public boolean built() {
        return built;
    }

    /** Whether it is a {@code _test.go} file. */
    public boolean test() {
        return path().endsWith("_test.go");
    }

    /** Whether it lies below {@code vendor/} or {@code testdata/}. */
    public boolean vendored() {
        return Paths.vendored(path());
    }

    @Override
    public String toString() {
        return path();
    }
}
