package dev.headroom.golang;

import dev.headroom.golang.module.GoMod;
import dev.headroom.golang.module.Paths;
import dev.headroom.golang.syntax.SourceFile;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A program of a workspace as far as it is known without a parse. */
public final class ProgramOutline {
    private final String name;
    private final String root;
    private final boolean service;
    private final Optional<GoMod> module;
    private final List<PackageOutline> members;
    private final List<PackageOutline> reached;

    /**
     * One file.
     *
     * @param generated whether nobody edits it by hand
     */
    public record File(SourceFile source, boolean generated) {
        public String path() {
            return source.path();
        }
    }

    /** @param reached the members and all packages of the repository that they import, directly or not */
    ProgramOutline(
            String name,
            String root,
            boolean service,
            Optional<GoMod> module,
            List<PackageOutline> members,
            List<PackageOutline> reached) {
        this.name = name;
        this.root = root;
        this.service = service;
        this.module = module;
        this.members = members;
        this.reached = reached;
    }

    /** The name people use for it, unique in its workspace. */
    public String name() {
        return name;
    }

    /** The folder, relative to the repository's root; empty for the root itself. */
    public String root() {
        return root;
    }

    /** Whether it is a service, not a library: rules about a whole service apply. */
    public boolean service() {
        return service;
    }

    /** The module its folder belongs to. */
    public Optional<GoMod> module() {
        return module;
    }

    /** The files that are analysed, as {@link Program#files()} has them. */
    public Stream<File> files() {
        return members.stream()
                .flatMap(pkg -> pkg.heads().stream())
                .map(head -> new File(head.source(), head.header().generated()));
    }

    /** How much there is to read, in bytes. */
    public long size() {
        return reached.stream().mapToLong(PackageOutline::size).sum();
    }

    /**
     * Tells all that the program is made of, to whoever wants to know whether something of it changed.
     *
     * @param texts takes paths, imports and what they mean
     * @param files takes the files themselves
     */
    public void describe(Consumer<String> texts, Consumer<SourceFile> files) {
        for (PackageOutline pkg : reached) {
            texts.accept(pkg.path() + "\0" + pkg.folder() + "\0" + members.contains(pkg));
            for (PackageOutline.Head head : pkg.heads()) {
                texts.accept(head.source().path() + "\0" + head.header().generated());
                texts.accept(new TreeMap<>(head.paths()) + "\0" + new TreeMap<>(head.names()));
                files.accept(head.source());
            }
        }
    }

    /** Whether a file that is none of its own lies in a folder of one of its packages, or below the program's. */
    public boolean near(String path) {
        String folder = Paths.folder(path);
        return Paths.within(root, folder)
                || members.stream().anyMatch(pkg -> pkg.folder().equals(folder));
    }

    List<PackageOutline> members() {
        return members;
    }

    List<PackageOutline> reached() {
        return reached;
    }

    @Override
    public String toString() {
        return name;
    }
}
