package dev.headroom.analysis;

import java.util.regex.Pattern;

/** A pattern of paths: {@code *} and {@code ?} stay within one folder, {@code **} crosses them. */
final class PathGlob {
    private final Pattern expression;

    PathGlob(String glob) {
        String trimmed = glob.replaceFirst("^\\./", "");
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < trimmed.length(); i++) {
            char c = trimmed.charAt(i);
            if (trimmed.startsWith("**/", i)) {
                regex.append("(?:.*/)?");
                i += 2;
            } else if (trimmed.startsWith("**", i)) {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^/]*");
            } else if (c == '?') {
                regex.append("[^/]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        // A folder stands for all below it, as in .gitignore.
        this.expression = Pattern.compile(regex + (trimmed.endsWith("/") ? ".*" : "(?:/.*)?"));
    }

    boolean matches(String path) {
        return expression.matcher(path).matches();
    }
}
