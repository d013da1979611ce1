package dev.headroom.golang.syntax;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The head of a Go file: comments, package clause and imports, read without parsing the rest.
 *
 * @param packageName empty when there is no package clause
 * @param generated whether a comment line says {@code // Code generated … DO NOT EDIT.}
 * @param ignored whether a build constraint asks for the tag that the go tool never sets, {@code "ignore"}
 * @param constraints the {@code //go:build} and {@code // +build} lines, as they are written
 * @see <a href="https://go.dev/s/generatedcode">the convention for generated code</a>
 */
public record GoHeader(
        String packageName, List<Import> imports, boolean generated, boolean ignored, List<String> constraints) {
    private static final Pattern GENERATED = Pattern.compile("^// Code generated .* DO NOT EDIT\\.$");
    private static final Pattern CONSTRAINT = Pattern.compile("^(//go:build|// ?\\+build)\\s.*$");
    private static final Pattern IGNORE = Pattern.compile("^(//go:build|// ?\\+build)\\s(.*\\W)?ignore(\\W.*)?$");

    public GoHeader {
        imports = List.copyOf(imports);
        constraints = List.copyOf(constraints);
    }

    /** One import; the name is empty when the import does not give one. */
    public record Import(String name, String path) {}

    /** The same head of a file whose repository knows better whether it is generated. */
    public GoHeader marked(boolean otherGenerated) {
        return new GoHeader(packageName, imports, otherGenerated, ignored, constraints);
    }

    public static GoHeader read(byte[] content) {
        return new Reader(new String(content, StandardCharsets.ISO_8859_1)).header();
    }

    /** A scanner of the few tokens a head is made of. */
    private static final class Reader {
        private final String text;
        private int at;
        private boolean generated;
        private boolean ignored;
        private boolean beforePackage = true;
        private final List<String> constraints = new ArrayList<>();

        Reader(String text) {
            this.text = text;
        }

        GoHeader header() {
            List<Import> imports = new ArrayList<>();
            String packageName = next().equals("package") ? next() : "";
            beforePackage = false;
            String token = next();
            while (token.equals(";")) {
                token = next();
            }
            while (token.equals("import")) {
                token = next();
                if (token.equals("(")) {
                    token = next();
                    while (!token.isEmpty() && !token.equals(")")) {
                        token = spec(token, imports);
                    }
                    token = next();
                } else {
                    token = spec(token, imports);
                }
                while (token.equals(";")) {
                    token = next();
                }
            }
            return new GoHeader(packageName, imports, generated, ignored, constraints);
        }

        private String spec(String token, List<Import> imports) {
            String name = "";
            String path = token;
            if (!quoted(token) && !token.equals(";")) {
                name = token;
                path = next();
            }
            if (quoted(path)) {
                imports.add(new Import(name, decode(path.substring(1, path.length() - 1))));
            } else if (path.equals(")")) {
                return path;
            }
            return next();
        }

        private static String decode(String latin) {
            return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
        }

        private static boolean quoted(String token) {
            return token.length() > 1 && (token.charAt(0) == '"' || token.charAt(0) == '`');
        }

        private String next() {
            skip();
            if (at >= text.length()) {
                return "";
            }
            int start = at;
            char c = text.charAt(at++);
            if (c == '"' || c == '`') {
                int close = text.indexOf(c, at);
                int line = text.indexOf('\n', at);
                if (close < 0 || (c == '"' && line >= 0 && line < close)) {
                    at = text.length();
                    return "";
                }
                at = close + 1;
            } else if (letter(c)) {
                while (at < text.length() && letter(text.charAt(at))) {
                    at++;
                }
            }
            return text.substring(start, at);
        }

        private static boolean letter(char c) {
            return c == '_' || c >= 0x80 || Character.isLetterOrDigit(c);
        }

        private void skip() {
            while (at < text.length()) {
                char c = text.charAt(at);
                if (text.startsWith("//", at)) {
                    int end = text.indexOf('\n', at);
                    comment(text.substring(at, end < 0 ? text.length() : end));
                    at = end < 0 ? text.length() : end;
                } else if (text.startsWith("/*", at)) {
                    int end = text.indexOf("*/", at + 2);
                    at = end < 0 ? text.length() : end + 2;
                } else if (c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0xEF || c == 0xBB || c == 0xBF) {
                    at++;
                } else {
                    return;
                }
            }
        }

        private void comment(String line) {
            String bare = line.stripTrailing();
            generated |= GENERATED.matcher(bare).matches();
            if (beforePackage && CONSTRAINT.matcher(bare).matches()) {
                constraints.add(bare);
            }
            ignored |= beforePackage && IGNORE.matcher(bare).matches() && !bare.contains("!ignore");
        }
    }
}
