package dev.headroom.golang.module;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The grammar of slash-separated paths inside a repository, and of the globs that choose folders. */
public final class Paths {
    private Paths() {}

    /** The folder a file lies in; empty for the root. */
    public static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "" : path.substring(0, slash);
    }

    /** The last element of a path. */
    public static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** Joins a folder, possibly the root, and a path below it. */
    public static String join(String folder, String rest) {
        return folder.isEmpty() ? rest : rest.isEmpty() ? folder : folder + "/" + rest;
    }

    /** Whether a path is the folder itself or lies below it. */
    public static boolean within(String folder, String path) {
        return folder.isEmpty()
                || (path.startsWith(folder)
                        && (path.length() == folder.length() || path.charAt(folder.length()) == '/'));
    }

    /** Follows a relative path from a folder; empty when it leaves the repository. */
    static Optional<String> resolve(String folder, String relative) {
        Deque<String> elements = new ArrayDeque<>();
        for (String element : (folder + "/" + relative).split("/")) {
            if (element.equals("..")) {
                if (elements.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!element.isEmpty() && !element.equals(".")) {
                elements.addLast(element);
            }
        }
        return Optional.of(String.join("/", elements));
    }

    /** Whether the go tool passes the file over: test data, or a folder or file whose name begins with a dot or _. */
    public static boolean ignored(String path) {
        for (String element : path.split("/")) {
            if (element.startsWith(".") || element.startsWith("_") || element.equals("testdata")) {
                return true;
            }
        }
        return false;
    }

    /** Whether the file belongs to somebody else's code, copied into the repository. */
    public static boolean vendored(String path) {
        return path.startsWith("vendor/")
                || path.contains("/vendor/")
                || path.startsWith("testdata/")
                || path.contains("/testdata/");
    }

    /** Whether a Go file may be part of a program: no test, which the go tool does not pass over, nobody else's. */
    public static boolean source(String path) {
        return path.endsWith(".go") && !path.endsWith("_test.go") && !vendored(path) && !ignored(path);
    }

    /** Finds, for folders, which of them or of their parents one of the globs names. */
    public static final class Roots {
        /** Folders that are a service each wherever nothing is configured, with however many main packages. */
        private static final List<String> USUAL = List.of("services/*-go", "**/services/*-go");

        private final List<Pattern> globs = new ArrayList<>();

        public Roots(List<String> roots) {
            for (String root : roots) {
                globs.add(Pattern.compile(expression(root)));
            }
        }

        /** What holds where no folders are configured. */
        public static Roots usual() {
            return new Roots(USUAL);
        }

        /** The outermost folder on the way to the path that a glob matches. */
        public Optional<String> rootOf(String path) {
            if (globs.isEmpty()) {
                return Optional.empty();
            }
            String folder = folder(path);
            for (int end = 0; end <= folder.length(); end++) {
                boolean boundary = end == 0 || end == folder.length() || folder.charAt(end) == '/';
                if (boundary && matches(folder.substring(0, end))) {
                    return Optional.of(folder.substring(0, end));
                }
            }
            return Optional.empty();
        }

        private boolean matches(String folder) {
            return globs.stream().anyMatch(glob -> glob.matcher(folder).matches());
        }

        private static String expression(String glob) {
            String trimmed = glob.replaceFirst("^\\./", "").replaceFirst("/+$", "");
            if (trimmed.equals(".")) {
                return "";
            }
            StringBuilder expression = new StringBuilder();
            for (int i = 0; i < trimmed.length(); i++) {
                char c = trimmed.charAt(i);
                if (c == '*' && trimmed.startsWith("**", i)) {
                    expression.append(".*");
                    i++;
                } else if (c == '*') {
                    expression.append("[^/]*");
                } else if (c == '?') {
                    expression.append("[^/]");
                } else {
                    expression.append(Pattern.quote(String.valueOf(c)));
                }
            }
            return expression.toString();
        }
    }
}
