package dev.headroom.golang.module;

import dev.headroom.golang.attributes.GitAttributes;
import dev.headroom.golang.profile.CpuProfile;
import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A plan of what to read of a repository to judge a change: the services the changed files belong to, whole, and the
 * packages they import. It is asked again with all that was read so far until it asks for nothing more: once for a
 * module or configured folder a service, seldom more than three times.
 */
public final class ReadPlan {
    /** A module up to this size is read in one go: cheaper than finding out what can be left out. */
    private static final int WHOLE_MODULE = 1500;

    private static final int WHOLE_LIBRARY = 300;
    private static final int MAX_FILES = 4000;

    private final Set<String> sources = new TreeSet<>();
    private final Set<String> modFolders = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    private final Set<String> profiles = new HashSet<>();
    private final Set<String> attributes = new HashSet<>();
    private final Map<String, List<String>> byFolder = new HashMap<>();
    private final Map<String, List<String>> byModule = new HashMap<>();
    private final Set<String> changed;
    private final Paths.Roots roots;

    /**
     * @param tree all paths of the repository at the commit to be read
     * @param changed the paths that the change touches; those that are gone still tell which service is touched
     * @param serviceRoots globs of folders that are services each
     */
    public ReadPlan(Collection<String> tree, Collection<String> changed, List<String> serviceRoots) {
        this.changed = Set.copyOf(changed);
        this.roots = serviceRoots.isEmpty() ? Paths.Roots.usual() : new Paths.Roots(serviceRoots);
        for (String path : tree) {
            if (Paths.last(path).equals("go.mod") && !Paths.vendored(path)) {
                modFolders.add(Paths.folder(path));
            }
        }
        for (String path : tree) {
            if (Paths.last(path).equals(CpuProfile.FILE) && !Paths.vendored(path)) {
                profiles.add(path);
            }
            if (Paths.last(path).equals(GitAttributes.FILE)) {
                attributes.add(path);
            }
            if (Paths.source(path)) {
                sources.add(path);
                folders.add(Paths.folder(path));
                byFolder.computeIfAbsent(Paths.folder(path), key -> new ArrayList<>())
                        .add(path);
                byModule.computeIfAbsent(moduleFolder(path).orElse(""), key -> new ArrayList<>())
                        .add(path);
            }
        }
    }

    /**
     * The paths to read next, in order; empty when nothing is missing any more.
     *
     * @param read what was read so far, by path; a path that could not be read has no bytes
     */
    public Set<String> next(Map<String, byte[]> read) {
        Set<String> wanted = new LinkedHashSet<>();
        Set<String> units = new HashSet<>();
        for (String path : new TreeSet<>(changed)) {
            boolean relevant = Paths.source(path) || Paths.last(path).equals("go.mod");
            if (relevant && units.add(roots.rootOf(path).orElse("folder " + Paths.folder(path)))) {
                touched(path, wanted);
            }
        }
        if (!wanted.isEmpty()) {
            imported(read, wanted);
            profiles(wanted);
            attributes(wanted);
        }
        wanted.removeAll(read.keySet());
        return wanted.stream()
                .limit(Math.max(0, MAX_FILES - read.size()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The profiles that lie beside what is read; they tell which functions are hot. */
    private void profiles(Set<String> wanted) {
        if (!profiles.isEmpty()) {
            Set<String> beside = wanted.stream()
                    .map(path -> Paths.join(Paths.folder(path), CpuProfile.FILE))
                    .filter(profiles::contains)
                    .collect(Collectors.toSet());
            wanted.addAll(beside);
        }
    }

    /** The attributes of the folders that what is read lies in; they tell which files nobody writes by hand. */
    private void attributes(Set<String> wanted) {
        if (attributes.isEmpty()) {
            return;
        }
        Set<String> around = new TreeSet<>();
        for (String path : wanted) {
            String folder = Paths.folder(path);
            while (around.add(folder) && !folder.isEmpty()) {
                folder = Paths.folder(folder);
            }
        }
        around.stream()
                .map(folder -> Paths.join(folder, GitAttributes.FILE))
                .filter(attributes::contains)
                .forEach(wanted::add);
    }

    private void touched(String path, Set<String> wanted) {
        Optional<String> root = roots.rootOf(path);
        if (root.isPresent()) {
            modsAround(path, wanted);
            for (String source : sources) {
                if (Paths.within(root.get(), source)) {
                    wanted.add(source);
                    moduleFolder(source)
                            .map(folder -> Paths.join(folder, "go.mod"))
                            .ifPresent(wanted::add);
                }
            }
            return;
        }
        modsAround(path, wanted);
        List<String> module = byModule.getOrDefault(moduleFolder(path).orElse(""), List.of());
        if (module.size() <= WHOLE_MODULE) {
            wanted.addAll(module);
        } else {
            wanted.addAll(byFolder.getOrDefault(Paths.folder(path), List.of()));
            module.stream()
                    .filter(source -> Paths.last(source).equals("main.go"))
                    .forEach(source -> wanted.addAll(byFolder.get(Paths.folder(source))));
        }
    }

    private void imported(Map<String, byte[]> read, Set<String> wanted) {
        List<SourceFile> mods = new ArrayList<>();
        read.forEach((path, content) -> {
            if (Paths.last(path).equals("go.mod")) {
                mods.add(new SourceFile(path, content));
            }
        });
        Modules modules = new Modules(mods, folders);
        Set<String> imported = new TreeSet<>();
        read.forEach((path, content) -> {
            if (Paths.source(path)) {
                for (GoHeader.Import declared : GoHeader.read(content).imports()) {
                    modules.folderOf(path, declared.path()).ifPresent(imported::add);
                }
            }
        });
        for (String folder : imported) {
            List<String> files = byFolder.getOrDefault(folder, List.of());
            if (files.isEmpty() || wanted.containsAll(files)) {
                continue;
            }
            modsAround(files.getFirst(), wanted);
            List<String> library =
                    byModule.getOrDefault(moduleFolder(files.getFirst()).orElse(""), List.of());
            boolean whole = library.size() <= WHOLE_LIBRARY
                    && library.stream().noneMatch(file -> roots.rootOf(file).isPresent());
            wanted.addAll(whole ? library : files);
        }
    }

    private void modsAround(String path, Set<String> wanted) {
        String folder = Paths.folder(path);
        while (true) {
            if (modFolders.contains(folder)) {
                wanted.add(Paths.join(folder, "go.mod"));
            }
            if (folder.isEmpty()) {
                return;
            }
            folder = Paths.folder(folder);
        }
    }

    private Optional<String> moduleFolder(String path) {
        String folder = Paths.folder(path);
        while (true) {
            if (modFolders.contains(folder)) {
                return Optional.of(folder);
            }
            if (folder.isEmpty()) {
                return Optional.empty();
            }
            folder = Paths.folder(folder);
        }
    }
}
