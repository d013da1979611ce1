package dev.headroom.golang.module;

import dev.headroom.golang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The modules of a repository, and which of its folders an import path means. */
public final class Modules {
    private static final int MIN_SHARED_ELEMENTS = 2;

    private final List<GoMod> longestFirst;
    private final Map<String, GoMod> byFolder = new HashMap<>();
    private final Set<String> folders;
    private final Map<Import, Optional<String>> resolved = new ConcurrentHashMap<>();

    /** An import path as a module means it. */
    private record Import(String module, String path) {}

    /**
     * @param files the go.mod files among them are read
     * @param folders all folders with Go files
     */
    public Modules(Collection<SourceFile> files, Set<String> folders) {
        this.folders = folders;
        List<GoMod> modules = files.stream()
                .filter(file -> Paths.last(file.path()).equals("go.mod"))
                .filter(file -> !Paths.vendored(file.path()))
                .map(GoMod::parse)
                .sorted(Comparator.comparing(GoMod::folder))
                .toList();
        modules.forEach(module -> byFolder.put(module.folder(), module));
        this.longestFirst = modules.stream()
                .sorted(Comparator.comparingInt((GoMod module) -> module.path().length())
                        .reversed())
                .toList();
    }

    /** The module a path of the repository belongs to: the innermost. */
    public Optional<GoMod> moduleOf(String path) {
        for (String folder = path; ; folder = Paths.folder(folder)) {
            GoMod module = byFolder.get(folder);
            if (module != null || folder.isEmpty()) {
                return Optional.ofNullable(module);
            }
        }
    }

    /** What other packages write to import a folder; the folder itself where no go.mod says it. */
    public String importPath(String folder) {
        return moduleOf(folder)
                .filter(module -> !module.path().isEmpty())
                .map(module -> Paths.join(module.prefix(), below(module.folder(), folder)))
                .orElse(folder.isEmpty() ? "." : folder);
    }

    /** The folder of the repository that an import in a file means; empty when it comes from elsewhere. */
    public Optional<String> folderOf(String file, String importPath) {
        Optional<GoMod> own = moduleOf(file);
        Import wanted = new Import(own.map(GoMod::folder).orElse("none"), importPath);
        return resolved.computeIfAbsent(wanted, key -> resolve(own, importPath));
    }

    private Optional<String> resolve(Optional<GoMod> own, String importPath) {
        List<String> candidates = new ArrayList<>();
        own.ifPresent(module -> {
            if (module.standardLibrary()) {
                candidates.add(Paths.join(module.folder(), importPath));
            }
            under(module.path(), module.folder(), importPath).ifPresent(candidates::add);
            for (Map.Entry<String, String> replaced : module.replaced().entrySet()) {
                under(replaced.getKey(), replaced.getValue(), importPath).ifPresent(candidates::add);
            }
        });
        longestFirst.forEach(
                module -> under(module.path(), module.folder(), importPath).ifPresent(candidates::add));
        return candidates.stream().filter(folders::contains).findFirst().or(() -> bySuffix(own, importPath));
    }

    private static Optional<String> under(String modulePath, String folder, String importPath) {
        return !modulePath.isEmpty() && Paths.within(modulePath, importPath)
                ? Optional.of(Paths.join(folder, below(modulePath, importPath)))
                : Optional.empty();
    }

    private static String below(String folder, String path) {
        return folder.isEmpty() ? path : path.length() == folder.length() ? "" : path.substring(folder.length() + 1);
    }

    /**
     * Where the go.mod that would tell is not at hand, a folder that the import path ends with is taken, provided that
     * the path begins like the importing module's, or that nothing is known of that module.
     */
    private Optional<String> bySuffix(Optional<GoMod> own, String importPath) {
        if (importPath.indexOf('.') < 0 || importPath.indexOf('/') < 0) {
            return Optional.empty();
        }
        String ownPath = own.map(GoMod::path).orElse("");
        if (!ownPath.isEmpty() && sharedElements(ownPath, importPath) < MIN_SHARED_ELEMENTS) {
            return Optional.empty();
        }
        if (own.isPresent() && Paths.within(ownPath, importPath)) {
            return Optional.empty();
        }
        for (int slash = importPath.indexOf('/'); slash >= 0; slash = importPath.indexOf('/', slash + 1)) {
            String folder = importPath.substring(slash + 1);
            if (folders.contains(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    private static int sharedElements(String one, String other) {
        String[] left = one.split("/");
        String[] right = other.split("/");
        int shared = 0;
        while (shared < Math.min(left.length, right.length) && left[shared].equals(right[shared])) {
            shared++;
        }
        return shared;
    }
}
