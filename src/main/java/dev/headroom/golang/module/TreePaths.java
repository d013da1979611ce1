package dev.headroom.golang.module;

import dev.headroom.golang.attributes.GitAttributes;
import dev.headroom.golang.profile.CpuProfile;
import java.util.Set;

/**
 * The choice of what is read where a whole tree is judged, on a disk or at GitHub: Go files with their tests, and the
 * files that speak of the folders below theirs as well. Folders that no program has a part in are not entered.
 */
public final class TreePaths {
    /** Those that speak of the folders below theirs as well. */
    public static final Set<String> SPEAKING_FILES = Set.of("go.mod", "go.work", GitAttributes.FILE);

    private static final Set<String> PASSED_OVER = Set.of("vendor", "node_modules");

    private TreePaths() {}

    /** Whether a file is read, by its path from the root. */
    public static boolean isRead(String path) {
        String[] names = path.split("/");
        for (int i = 0; i < names.length - 1; i++) {
            if (!entersFolder(names[i])) {
                return false;
            }
        }
        return readsFile(names[names.length - 1]);
    }

    /** Whether what lies in a folder of this name is looked at. */
    public static boolean entersFolder(String name) {
        return !PASSED_OVER.contains(name) && !Paths.ignored(name);
    }

    /** Whether a file of this name is read where its folder is entered. */
    public static boolean readsFile(String name) {
        return name.endsWith(".go") || SPEAKING_FILES.contains(name) || name.equals(CpuProfile.FILE);
    }
}
