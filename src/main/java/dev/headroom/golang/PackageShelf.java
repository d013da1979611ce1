package dev.headroom.golang;

import dev.headroom.golang.syntax.ParseRefusedException;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.syntax.SyntaxTree;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The packages of a workspace: each is parsed when a program first needs it, shared by the programs that import it, and
 * let go of when the last of them gives it back. Free for use by any number of threads.
 */
final class PackageShelf {
    private final ParsedFiles parsed;
    private final Map<SourceFile, Tree> trees = new ConcurrentHashMap<>();
    private final Map<PackageOutline, Slot> slots = new HashMap<>();

    /** A tree, or the reason why there is none. */
    private record Tree(@Nullable SyntaxTree tree, String refusal) {}

    private static final class Slot {
        private int users;
        private @Nullable GoPackage pkg;
    }

    PackageShelf(List<ProgramOutline> programs, ParsedFiles parsed) {
        this.parsed = parsed;
        for (ProgramOutline program : programs) {
            program.reached().forEach(pkg -> slots.computeIfAbsent(pkg, key -> new Slot()).users++);
        }
    }

    /** All packages that a program reaches, in their order. */
    Map<PackageOutline, GoPackage> take(ProgramOutline program) {
        // Parsing is the long part: spread over the threads of the pool that this runs in, and outside of any lock.
        program.reached().stream()
                .filter(pkg -> !loaded(pkg))
                .flatMap(pkg -> pkg.heads().stream())
                .toList()
                .parallelStream()
                .forEach(head -> trees.computeIfAbsent(head.source(), this::parse));
        Map<PackageOutline, GoPackage> taken = new LinkedHashMap<>();
        program.reached().forEach(pkg -> taken.put(pkg, load(pkg)));
        return taken;
    }

    private boolean loaded(PackageOutline outline) {
        Slot slot = slot(outline);
        synchronized (slot) {
            return slot.pkg != null;
        }
    }

    private GoPackage load(PackageOutline outline) {
        Slot slot = slot(outline);
        synchronized (slot) {
            GoPackage known = slot.pkg;
            if (known == null) {
                known = build(outline);
                slot.pkg = known;
            }
            return known;
        }
    }

    private Slot slot(PackageOutline outline) {
        Slot slot = slots.get(outline);
        if (slot == null) {
            throw new IllegalArgumentException(outline.path() + " belongs to no program");
        }
        return slot;
    }

    private GoPackage build(PackageOutline outline) {
        List<GoFile> files = new ArrayList<>();
        Map<SourceFile, String> refused = new LinkedHashMap<>();
        for (PackageOutline.Head head : outline.heads()) {
            Tree found = trees.computeIfAbsent(head.source(), this::parse);
            if (found.tree() == null) {
                refused.put(head.source(), found.refusal());
            } else {
                files.add(new GoFile(head.source(), found.tree(), head.header(), head.paths(), head.names()));
            }
            trees.remove(head.source());
        }
        return new GoPackage(outline.path(), outline.folder(), files, refused);
    }

    private Tree parse(SourceFile source) {
        try {
            return new Tree(parsed.tree(source), "");
        } catch (ParseRefusedException e) {
            return new Tree(null, e.reason());
        }
    }

    /** A program has been examined. */
    void giveBack(ProgramOutline program) {
        for (PackageOutline outline : program.reached()) {
            Slot slot = slot(outline);
            synchronized (slot) {
                if (--slot.users <= 0) {
                    slot.pkg = null;
                }
            }
        }
    }
}
