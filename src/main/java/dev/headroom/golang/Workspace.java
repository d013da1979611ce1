package dev.headroom.golang;

import dev.headroom.golang.attributes.GitAttributes;
import dev.headroom.golang.module.GoMod;
import dev.headroom.golang.module.Modules;
import dev.headroom.golang.module.Paths;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.Packages;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The Go code of a repository, or of a part of it, divided into programs: services, and a library a module for the
 * packages that no service imports. Only the heads of the files are read until a program is asked for.
 */
public final class Workspace {
    private final Modules modules;
    private final Paths.Roots roots;
    private final Paths.Roots usual;
    private final Map<String, PackageOutline> packages = new HashMap<>();
    private final List<ProgramOutline> outlines;
    private final PackageShelf shelf;

    private Workspace(Modules modules, List<String> serviceRoots, List<PackageOutline> all, ParsedFiles parsed) {
        this.modules = modules;
        this.roots = new Paths.Roots(serviceRoots);
        this.usual = serviceRoots.isEmpty() ? Paths.Roots.usual() : roots;
        all.forEach(pkg -> packages.put(pkg.path(), pkg));
        this.outlines = divide(all);
        this.shelf = new PackageShelf(outlines, parsed);
    }

    /**
     * Divides the Go files among those given; tests, test data and vendored code are left out.
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
            if (Paths.source(file.path())) {
                sources.put(file.path(), file);
            }
        }
        Set<String> folders = new TreeSet<>();
        sources.keySet().forEach(path -> folders.add(Paths.folder(path)));
        Modules modules = new Modules(files, folders);
        List<PackageOutline> packages =
                new PackageOutlines(modules, new GitAttributes(files), parsed).packages(sources.values());
        return new Workspace(modules, serviceRoots, packages, parsed);
    }

    /** The programs without their code, services first, each in order of names. */
    public List<ProgramOutline> outlines() {
        return outlines;
    }

    /** The programs in the same order, all of them in memory at once. */
    public List<Program> programs() {
        return outlines.stream().map(this::load).toList();
    }

    /**
     * Reads a program, has it examined and lets go of it: packages are kept for the other programs that need them, until
     * each was examined once. Free for use by any number of threads.
     */
    public <T> T examine(ProgramOutline outline, Function<Program, T> work) {
        try {
            return work.apply(load(outline));
        } finally {
            shelf.giveBack(outline);
        }
    }

    private Program load(ProgramOutline outline) {
        Map<PackageOutline, GoPackage> loaded = shelf.take(outline);
        List<GoPackage> members = outline.members().stream()
                .map(pkg -> Objects.requireNonNull(loaded.get(pkg), "a member is reached"))
                .toList();
        return new Program(outline, members, new Packages(loaded.values()));
    }

    private List<ProgramOutline> divide(List<PackageOutline> all) {
        List<ProgramNames.Unit> units = new ArrayList<>();
        Set<PackageOutline> covered = new LinkedHashSet<>();
        Map<String, List<PackageOutline>> configured = new TreeMap<>();
        for (PackageOutline pkg : all) {
            roots.rootOf(Paths.join(pkg.folder(), "x.go"))
                    .ifPresent(root -> configured
                            .computeIfAbsent(root, key -> new ArrayList<>())
                            .add(pkg));
        }
        configured.forEach((root, members) -> {
            Set<PackageOutline> reached = reached(members);
            covered.addAll(reached);
            units.add(new ProgramNames.Unit(true, true, root, List.copyOf(reached)));
        });
        Map<String, List<PackageOutline>> mains = new TreeMap<>();
        for (PackageOutline pkg : all) {
            String file = Paths.join(pkg.folder(), "x.go");
            if (pkg.name().equals("main") && roots.rootOf(file).isEmpty()) {
                mains.computeIfAbsent(usual.rootOf(file).orElse(pkg.folder()), key -> new ArrayList<>())
                        .add(pkg);
            }
        }
        mains.forEach((folder, members) -> {
            Set<PackageOutline> reached = reached(members);
            covered.addAll(reached);
            boolean usualRoot = usual.rootOf(Paths.join(folder, "x.go")).isPresent();
            units.add(new ProgramNames.Unit(true, usualRoot, folder, List.copyOf(reached)));
        });
        Map<String, List<PackageOutline>> libraries = new TreeMap<>();
        for (PackageOutline pkg : all) {
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
                        .map(named -> outline(named.getKey(), named.getValue()))
                        .toList();
    }

    private ProgramOutline outline(String name, ProgramNames.Unit unit) {
        return new ProgramOutline(
                name,
                unit.folder(),
                unit.service(),
                modules.moduleOf(Paths.join(unit.folder(), "x.go")),
                unit.packages(),
                List.copyOf(reached(unit.packages())));
    }

    private Set<PackageOutline> reached(Collection<PackageOutline> from) {
        Set<PackageOutline> reached = new LinkedHashSet<>();
        Deque<PackageOutline> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            PackageOutline pkg = open.poll();
            if (reached.add(pkg)) {
                pkg.imports().forEach(path -> open.add(Objects.requireNonNull(packages.get(path), path)));
            }
        }
        return reached;
    }
}
