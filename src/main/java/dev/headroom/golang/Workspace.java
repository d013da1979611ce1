package dev.headroom.golang;

import dev.headroom.golang.attributes.GitAttributes;
import dev.headroom.golang.module.GoMod;
import dev.headroom.golang.module.Modules;
import dev.headroom.golang.module.Paths;
import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.ParseRefusedException;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.syntax.SyntaxTree;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.Packages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The Go code of a repository, or of a part of it, divided into programs: services, and a library a module for the
 * packages that no service imports.
 */
public final class Workspace {
    private final Modules modules;
    private final Paths.Roots roots;
    private final Paths.Roots usual;
    private final Map<String, String> refused;
    private final Map<GoPackage, Set<GoPackage>> imports = new HashMap<>();
    private final Packages packages;
    private final List<Program> programs;

    private Workspace(Modules modules, List<String> serviceRoots, Loaded loaded) {
        this.modules = modules;
        this.roots = new Paths.Roots(serviceRoots);
        this.usual = serviceRoots.isEmpty() ? Paths.Roots.usual() : roots;
        this.refused = Map.copyOf(loaded.refused());
        Map<String, GoPackage> byPath = new HashMap<>();
        loaded.all().forEach(pkg -> byPath.put(pkg.path(), pkg));
        this.packages = new Packages(loaded.all(), loaded.resolved());
        for (GoPackage pkg : loaded.all()) {
            Set<GoPackage> imported = new LinkedHashSet<>();
            for (GoFile file : pkg.files()) {
                loaded.resolved().get(file).values().forEach(path -> imported.add(byPath.get(path)));
            }
            imports.put(pkg, imported);
        }
        this.programs = divide(loaded.all());
    }

    /**
     * Parses the Go files among those given and divides them; tests, test data and vendored code are left out.
     *
     * @param files Go files, go.mod files and .gitattributes
     * @param serviceRoots globs of folders that are services each; where none matches, each main package is one, and
     *     where none are given, those of a folder {@code services/NAME-go} are one together
     */
    public static Workspace of(Collection<SourceFile> files, List<String> serviceRoots) {
        return of(files, serviceRoots, new ParsedFiles());
    }

    /** As {@link #of(Collection, List)}, without parsing again what was parsed before. */
    public static Workspace of(Collection<SourceFile> files, List<String> serviceRoots, ParsedFiles parsed) {
        Map<String, SourceFile> sources = new TreeMap<>();
        for (SourceFile file : files) {
            if (file.path().endsWith(".go")
                    && !file.path().endsWith("_test.go")
                    && !Paths.vendored(file.path())
                    && !Paths.ignored(file.path())) {
                sources.put(file.path(), file);
            }
        }
        Set<String> folders = new TreeSet<>();
        sources.keySet().forEach(path -> folders.add(Paths.folder(path)));
        Modules modules = new Modules(files, folders);
        return new Workspace(
                modules, serviceRoots, Loaded.of(sources.values(), new GitAttributes(files), modules, parsed));
    }

    /** The programs, services first, each in order of names. */
    public List<Program> programs() {
        return programs;
    }

    private List<Program> divide(List<GoPackage> all) {
        List<ProgramNames.Unit> units = new ArrayList<>();
        Set<GoPackage> covered = new LinkedHashSet<>();
        Map<String, List<GoPackage>> configured = new TreeMap<>();
        for (GoPackage pkg : all) {
            roots.rootOf(Paths.join(pkg.folder(), "x.go"))
                    .ifPresent(root -> configured
                            .computeIfAbsent(root, key -> new ArrayList<>())
                            .add(pkg));
        }
        configured.forEach((root, members) -> {
            Set<GoPackage> reached = reached(members);
            covered.addAll(reached);
            units.add(new ProgramNames.Unit(true, true, root, List.copyOf(reached)));
        });
        Map<String, List<GoPackage>> mains = new TreeMap<>();
        for (GoPackage pkg : all) {
            String file = Paths.join(pkg.folder(), "x.go");
            if (pkg.name().equals("main") && roots.rootOf(file).isEmpty()) {
                mains.computeIfAbsent(usual.rootOf(file).orElse(pkg.folder()), key -> new ArrayList<>())
                        .add(pkg);
            }
        }
        mains.forEach((folder, members) -> {
            Set<GoPackage> reached = reached(members);
            covered.addAll(reached);
            boolean usualRoot = usual.rootOf(Paths.join(folder, "x.go")).isPresent();
            units.add(new ProgramNames.Unit(true, usualRoot, folder, List.copyOf(reached)));
        });
        Map<String, List<GoPackage>> libraries = new TreeMap<>();
        for (GoPackage pkg : all) {
            if (!covered.contains(pkg)) {
                String folder = modules.moduleOf(Paths.join(pkg.folder(), "x.go"))
                        .map(GoMod::folder)
                        .orElse("");
                libraries.computeIfAbsent(folder, key -> new ArrayList<>()).add(pkg);
            }
        }
        libraries.forEach((folder, members) -> units.add(new ProgramNames.Unit(false, false, folder, members)));
        return new ProgramNames(modules, units)
                .named().entrySet().stream()
                        .map(named -> program(named.getKey(), named.getValue()))
                        .toList();
    }

    private Program program(String name, ProgramNames.Unit unit) {
        return new Program(name, unit.folder(), unit.service(), unit.packages(), modules, packages);
    }

    private Set<GoPackage> reached(Collection<GoPackage> from) {
        Set<GoPackage> reached = new LinkedHashSet<>();
        Deque<GoPackage> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            GoPackage pkg = open.poll();
            if (reached.add(pkg)) {
                open.addAll(imports.getOrDefault(pkg, Set.of()));
            }
        }
        return reached;
    }

    /** The Go files that the parser declined, by path, with the reason as half a sentence. */
    public Map<String, String> refused() {
        return refused;
    }

    /** Files parsed and gathered into packages, with what each file's imports mean. */
    private record Loaded(List<GoPackage> all, Map<GoFile, Map<String, String>> resolved, Map<String, String> refused) {

        private record Head(SourceFile source, GoHeader header) {}

        static Loaded of(
                Collection<SourceFile> sources, GitAttributes attributes, Modules modules, ParsedFiles parsed) {
            Map<String, Map<String, List<Head>>> folders = new TreeMap<>();
            for (SourceFile source : sources) {
                GoHeader header = header(source, attributes);
                if (!header.packageName().isEmpty() && !header.ignored()) {
                    folders.computeIfAbsent(Paths.folder(source.path()), key -> new TreeMap<>())
                            .computeIfAbsent(header.packageName(), key -> new ArrayList<>())
                            .add(new Head(source, header));
                }
            }
            parsed.add(folders.values().stream()
                    .flatMap(byName -> byName.values().stream())
                    .flatMap(List::stream)
                    .map(Head::source)
                    .toList());
            Map<String, String> pathOfFolder = new HashMap<>();
            Map<String, String> nameOfFolder = new HashMap<>();
            folders.forEach((folder, byName) -> {
                pathOfFolder.put(folder, modules.importPath(folder));
                nameOfFolder.put(folder, principal(byName));
            });
            Loaded loaded = new Loaded(new ArrayList<>(), new HashMap<>(), new TreeMap<>());
            folders.forEach((folder, byName) -> byName.forEach((name, heads) -> {
                String path = pathOfFolder.get(folder);
                String unique = name.equals(nameOfFolder.get(folder)) ? path : path + "#" + name;
                List<GoFile> files = new ArrayList<>();
                List<SourceFile> refused = new ArrayList<>();
                for (Head head : heads) {
                    try {
                        SyntaxTree tree = parsed.tree(head.source());
                        files.add(loaded.file(head, tree, modules, pathOfFolder, nameOfFolder));
                    } catch (ParseRefusedException e) {
                        loaded.refused().put(head.source().path(), e.reason());
                        refused.add(head.source());
                    }
                }
                GoPackage pkg = new GoPackage(unique, folder, files, refused);
                loaded.all().add(pkg);
            }));
            return loaded;
        }

        private static GoHeader header(SourceFile source, GitAttributes attributes) {
            GoHeader header = GoHeader.read(source.content());
            boolean generated = attributes.generated(source.path()).orElse(header.generated());
            return header.marked(generated || attributes.vendored(source.path()).orElse(false));
        }

        private static String principal(Map<String, List<Head>> byName) {
            return byName.entrySet().stream()
                    .max((one, other) -> Integer.compare(
                            one.getValue().size(), other.getValue().size()))
                    .map(Map.Entry::getKey)
                    .orElse("");
        }

        private GoFile file(
                Head head,
                SyntaxTree tree,
                Modules modules,
                Map<String, String> pathOfFolder,
                Map<String, String> nameOfFolder) {
            Map<String, String> paths = new LinkedHashMap<>();
            Map<String, String> names = new HashMap<>();
            for (GoHeader.Import declared : head.header().imports()) {
                Optional<String> folder =
                        modules.folderOf(head.source().path(), declared.path()).filter(pathOfFolder::containsKey);
                folder.ifPresent(found -> {
                    paths.put(declared.path(), pathOfFolder.get(found));
                    names.put(declared.path(), nameOfFolder.get(found));
                });
            }
            GoFile file = new GoFile(head.source(), tree, head.header(), names);
            resolved.put(file, paths);
            return file;
        }
    }
}
