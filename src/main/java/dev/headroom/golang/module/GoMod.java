package dev.headroom.golang.module;

import dev.headroom.golang.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A module: what its {@code go.mod} says of its path, its language version and the modules it takes from local folders.
 *
 * @param folder where the go.mod lies, relative to the repository's root; empty for the root itself
 * @param path the module path; empty when the file does not say it
 * @param goVersion the {@code go} line, such as {@code 1.22}; empty when there is none
 * @param replaced folders, relative to the repository's root, by the module path they stand for
 * @see <a href="https://go.dev/ref/mod#go-mod-file">Go Modules Reference</a>
 */
public record GoMod(String folder, String path, String goVersion, Map<String, String> replaced) {
    public GoMod {
        replaced = Map.copyOf(replaced);
    }

    /** Reads a go.mod; lines that make no sense are passed over. */
    static GoMod parse(SourceFile file) {
        String folder = Paths.folder(file.path());
        String path = "";
        String version = "";
        Map<String, String> replaced = new LinkedHashMap<>();
        for (Directive directive : directives(file)) {
            List<String> words = directive.words();
            switch (directive.verb()) {
                case "module" -> path = words.isEmpty() ? path : words.getFirst();
                case "go" -> version = words.isEmpty() ? version : words.getFirst();
                case "replace" -> {
                    int arrow = words.indexOf("=>");
                    if (arrow > 0 && arrow + 1 < words.size() && local(words.get(arrow + 1))) {
                        Paths.resolve(folder, words.get(arrow + 1))
                                .ifPresent(target -> replaced.put(words.getFirst(), target));
                    }
                }
                default -> {}
            }
        }
        return new GoMod(folder, path, version, replaced);
    }

    /** Whether the module's code is compiled as Go {@code major.minor} or later; true when the version is not said. */
    public boolean atLeast(int major, int minor) {
        String[] parts = goVersion.split("[.a-z]", -1);
        if (parts.length < 2 || !digits(parts[0]) || !digits(parts[1])) {
            return true;
        }
        int actualMajor = Integer.parseInt(parts[0]);
        return actualMajor > major || (actualMajor == major && Integer.parseInt(parts[1]) >= minor);
    }

    /** Whether it is the module of Go's standard library, whose packages are imported without its path. */
    public boolean standardLibrary() {
        return path.equals("std");
    }

    /** What the import paths of its packages begin with; empty for the standard library. */
    String prefix() {
        return standardLibrary() ? "" : path;
    }

    /** The minor version of Go 1 on the {@code go} line; 0 when it is not said. */
    public int minorVersion() {
        String[] parts = goVersion.split("[.a-z]", -1);
        return parts.length >= 2 && parts[0].equals("1") && digits(parts[1]) ? Integer.parseInt(parts[1]) : 0;
    }

    private static boolean digits(String text) {
        return !text.isEmpty() && text.length() < 6 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean local(String target) {
        return target.startsWith("./") || target.startsWith("../") || target.equals(".") || target.equals("..");
    }

    private record Directive(String verb, List<String> words) {}

    private static List<Directive> directives(SourceFile file) {
        List<Directive> directives = new ArrayList<>();
        String block = null;
        for (String line : new String(file.content(), StandardCharsets.UTF_8).split("\n", -1)) {
            int comment = line.indexOf("//");
            List<String> words = words(comment < 0 ? line : line.substring(0, comment));
            if (words.isEmpty()) {
                continue;
            }
            if (block != null) {
                if (words.getFirst().equals(")")) {
                    block = null;
                } else {
                    directives.add(new Directive(block, words));
                }
            } else if (words.size() == 2 && words.get(1).equals("(")) {
                block = words.getFirst();
            } else {
                directives.add(new Directive(words.getFirst(), words.subList(1, words.size())));
            }
        }
        return directives;
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        for (String word : line.strip().replace("(", " ( ").split("\\s+")) {
            String bare = word.length() > 1 && (word.startsWith("\"") || word.startsWith("`"))
                    ? word.substring(1, word.length() - 1)
                    : word;
            if (!bare.isEmpty()) {
                words.add(bare);
            }
        }
        return words;
    }
}
