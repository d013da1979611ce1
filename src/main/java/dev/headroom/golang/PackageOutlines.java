package dev.headroom.golang;

import dev.headroom.golang.attributes.GitAttributes;
import dev.headroom.golang.module.Modules;
import dev.headroom.golang.module.Paths;
import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Gathers files into packages by folder and package clause, and finds out which packages their imports mean. */
final class PackageOutlines {
    private final Modules modules;
    private final GitAttributes attributes;
    private final ParsedFiles parsed;
    private final Map<String, Map<String, List<Read>>> folders = new TreeMap<>();
    private final Map<String, String> pathOfFolder = new HashMap<>();
    private final Map<String, String> nameOfFolder = new HashMap<>();

    private record Read(SourceFile source, GoHeader header) {}

    PackageOutlines(Modules modules, GitAttributes attributes, ParsedFiles parsed) {
        this.modules = modules;
        this.attributes = attributes;
        this.parsed = parsed;
    }

    /** The packages that files make up, in order of folders and names. */
    List<PackageOutline> packages(Collection<SourceFile> sources) {
        sources.parallelStream()
                .map(source -> new Read(source, header(source)))
                .toList()
                .forEach(this::add);
        return packages();
    }

    private GoHeader header(SourceFile source) {
        GoHeader header = parsed.header(source);
        boolean generated = attributes.generated(source.path()).orElse(header.generated());
        return header.marked(generated || attributes.vendored(source.path()).orElse(false));
    }

    private void add(Read read) {
        GoHeader header = read.header();
        if (!header.packageName().isEmpty() && !header.ignored()) {
            folders.computeIfAbsent(Paths.folder(read.source().path()), key -> new TreeMap<>())
                    .computeIfAbsent(header.packageName(), key -> new ArrayList<>())
                    .add(read);
        }
    }

    private List<PackageOutline> packages() {
        folders.forEach((folder, byName) -> {
            pathOfFolder.put(folder, modules.importPath(folder));
            nameOfFolder.put(folder, principal(byName));
        });
        List<PackageOutline> packages = new ArrayList<>();
        folders.forEach((folder, byName) -> byName.forEach((name, files) -> {
            String path = pathOfFolder.get(folder);
            String unique = name.equals(nameOfFolder.get(folder)) ? path : path + "#" + name;
            packages.add(new PackageOutline(
                    unique, folder, name, files.stream().map(this::head).toList()));
        }));
        return packages;
    }

    private static String principal(Map<String, ? extends List<?>> byName) {
        return byName.entrySet().stream()
                .max((one, other) ->
                        Integer.compare(one.getValue().size(), other.getValue().size()))
                .map(Map.Entry::getKey)
                .orElse("");
    }

    private PackageOutline.Head head(Read read) {
        Map<String, String> paths = new LinkedHashMap<>();
        Map<String, String> names = new HashMap<>();
        for (GoHeader.Import declared : read.header().imports()) {
            modules.folderOf(read.source().path(), declared.path())
                    .filter(pathOfFolder::containsKey)
                    .ifPresent(found -> {
                        paths.put(declared.path(), pathOfFolder.get(found));
                        names.put(declared.path(), nameOfFolder.get(found));
                    });
        }
        return new PackageOutline.Head(read.source(), read.header(), paths, names);
    }
}
