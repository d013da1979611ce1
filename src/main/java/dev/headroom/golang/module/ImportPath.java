package dev.headroom.golang.module;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What an import path tells of the package behind it: its likely names, and its path without the version. */
public final class ImportPath {
    private static final Pattern VERSION = Pattern.compile("/v[0-9]+(?=/|$)");
    private static final Pattern GOPKG_VERSION = Pattern.compile("\\.v[0-9]+(?=/|$)");

    private static final Pattern ENDING = Pattern.compile("\\.(go|v[0-9]+)$");
    private static final Pattern GO_FIRST = Pattern.compile("^(go-)?(go\\.)?");
    private static final Pattern GO_LAST = Pattern.compile("[-.]go$");

    /** Packages that moved: what is said of the new path holds for the old one. */
    private static final Map<String, String> MOVED = Map.of(
            "github.com/go-redis/redis",
            "github.com/redis/go-redis",
            "gopkg.in/redis",
            "github.com/redis/go-redis",
            "github.com/jinzhu/gorm",
            "gorm.io/gorm",
            "golang.org/x/net/context",
            "context",
            "github.com/pressly/chi",
            "github.com/go-chi/chi");

    private ImportPath() {}

    /**
     * The path by which the catalogue of known packages knows a package: without major version, by its present home.
     * {@code github.com/jackc/pgx/v5/pgxpool} is {@code github.com/jackc/pgx/pgxpool}.
     */
    public static String canonical(String path) {
        String bare = bare(path);
        return MOVED.getOrDefault(bare, bare);
    }

    private static String bare(String path) {
        // Most paths have no version, and this is asked of each import of each file.
        String bare = path.indexOf('.') < 0 || !path.contains("/v")
                ? path
                : VERSION.matcher(path).replaceAll("");
        return bare.startsWith("gopkg.in/") ? GOPKG_VERSION.matcher(bare).replaceAll("") : bare;
    }

    /**
     * Whether a path that a rule lists means a package that a file imports: the same path, or, when the listed one has a
     * major version, the same package in any version and at the place it moved from.
     */
    public static boolean covers(String listed, String imported) {
        return listed.equals(imported)
                || (!bare(listed).equals(listed) && canonical(listed).equals(canonical(imported)));
    }

    /** Whether a package is one of some, or lies below one of them. */
    public static boolean within(Collection<String> packages, String path) {
        for (String known : packages) {
            if (Paths.within(known, path)) {
                return true;
            }
        }
        return false;
    }

    /** Names the package may have, the likeliest first: the path does not always tell it. */
    public static Set<String> likelyNames(String path) {
        Set<String> names = new LinkedHashSet<>();
        String last = Paths.last(canonical(path));
        last = last.indexOf('.') < 0 ? last : ENDING.matcher(last).replaceFirst("");
        String bare = last;
        if (last.contains("go")) {
            bare = GO_FIRST.matcher(bare).replaceFirst("");
            bare = GO_LAST.matcher(bare).replaceFirst("");
        }
        if (bare.indexOf('-') < 0) {
            names.add(bare);
        } else {
            names.add(bare.replace("-", ""));
            names.add(bare.replace('-', '_'));
            names.add(bare.substring(bare.lastIndexOf('-') + 1));
            names.add(bare.substring(0, bare.indexOf('-')));
        }
        names.add(last.replace("-", ""));
        String written = Paths.last(path);
        if (VERSION.matcher("/" + written).matches()) {
            names.add(written);
        }
        names.remove("");
        return names;
    }
}
