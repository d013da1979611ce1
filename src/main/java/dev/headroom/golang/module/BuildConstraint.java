package dev.headroom.golang.module;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What decides whether the go command compiles a file: the ending of its name and the {@code //go:build} line. It is
 * asked for linux/amd64 with gc, in any release of Go, with cgo and without any tag of the user's own.
 *
 * @see <a href="https://pkg.go.dev/cmd/go#hdr-Build_constraints">go help buildconstraint</a>
 */
public final class BuildConstraint {
    private static final Set<String> SYSTEMS = Set.of(
            "aix",
            "android",
            "darwin",
            "dragonfly",
            "freebsd",
            "hurd",
            "illumos",
            "ios",
            "js",
            "linux",
            "nacl",
            "netbsd",
            "openbsd",
            "plan9",
            "solaris",
            "wasip1",
            "windows",
            "zos");
    private static final Set<String> ARCHITECTURES = Set.of(
            "386",
            "amd64",
            "amd64p32",
            "arm",
            "arm64",
            "arm64be",
            "armbe",
            "loong64",
            "mips",
            "mips64",
            "mips64le",
            "mips64p32",
            "mips64p32le",
            "mipsle",
            "ppc",
            "ppc64",
            "ppc64le",
            "riscv",
            "riscv64",
            "s390",
            "s390x",
            "sparc",
            "sparc64",
            "wasm");
    private static final Set<String> TAGS = Set.of("linux", "amd64", "unix", "gc", "cgo");
    private static final Pattern RELEASE = Pattern.compile("go1\\.[0-9]+");
    private static final String NEW_FORM = "//go:build";
    private static final Pattern OLD_FORM = Pattern.compile("^// ?\\+build\\s.*");
    private static final int MAX_DEPTH = 100;

    private final String text;
    private int at;
    private int depth;
    private boolean senseless;

    private BuildConstraint(String text) {
        this.text = text;
    }

    /**
     * Whether a file of this name takes part in a build.
     *
     * @param constraints the lines ahead of its package clause that state one
     */
    public static boolean builds(String path, List<String> constraints) {
        return nameBuilds(Paths.last(path)) && commentsBuild(constraints);
    }

    /** {@code name_GOOS_GOARCH.go}; a name without the part ahead of the underscore says nothing. */
    private static boolean nameBuilds(String file) {
        String name = file.replaceFirst("\\.go$", "").replaceFirst("_test$", "");
        int first = name.indexOf('_');
        if (first < 0) {
            return true;
        }
        String[] parts = name.substring(first).split("_");
        String last = parts[parts.length - 1];
        String before = parts.length > 1 ? parts[parts.length - 2] : "";
        if (ARCHITECTURES.contains(last)) {
            return last.equals("amd64") && (!SYSTEMS.contains(before) || before.equals("linux"));
        }
        return !SYSTEMS.contains(last) || last.equals("linux");
    }

    private static boolean commentsBuild(List<String> constraints) {
        for (String comment : constraints) {
            if (comment.startsWith(NEW_FORM + " ") || comment.startsWith(NEW_FORM + "\t")) {
                return new BuildConstraint(comment.substring(NEW_FORM.length())).holds();
            }
        }
        return constraints.stream()
                .filter(comment -> OLD_FORM.matcher(comment).matches())
                .allMatch(BuildConstraint::anyOption);
    }

    /** {@code // +build a,!b c}: a and not b, or c. */
    private static boolean anyOption(String comment) {
        String options = comment.substring(comment.indexOf("+build") + "+build".length());
        for (String option : options.strip().split("\\s+")) {
            boolean all = true;
            for (String tag : option.split(",")) {
                all &= tag.startsWith("!") ? !set(tag.substring(1)) : set(tag);
            }
            if (all) {
                return true;
            }
        }
        return false;
    }

    private static boolean set(String tag) {
        return TAGS.contains(tag) || RELEASE.matcher(tag).matches();
    }

    /** Whether the expression holds; one that makes no sense does not, and the go command refuses it. */
    private boolean holds() {
        boolean result = or();
        return result && !senseless && peek() == 0;
    }

    private boolean or() {
        boolean result = and();
        while (take("||")) {
            result |= and();
        }
        return result;
    }

    private boolean and() {
        boolean result = not();
        while (take("&&")) {
            result &= not();
        }
        return result;
    }

    private boolean not() {
        if (++depth > MAX_DEPTH) {
            at = text.length();
            senseless = true;
            return false;
        }
        boolean result;
        if (take("!")) {
            result = !not();
        } else if (take("(")) {
            result = or();
            senseless |= !take(")");
        } else {
            result = set(tag());
        }
        depth--;
        return result;
    }

    private String tag() {
        peek();
        int start = at;
        while (at < text.length() && "!&|() \t".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean take(String token) {
        peek();
        if (text.startsWith(token, at)) {
            at += token.length();
            return true;
        }
        return false;
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }
}
