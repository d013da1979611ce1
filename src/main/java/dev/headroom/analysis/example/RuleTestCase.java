package dev.headroom.analysis.example;

import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.golang.module.Paths;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The files of a rule's test, completed to Go that parses: package clause and imports added, marks read and taken out.
 *
 * @param files by path, with a go.mod
 * @param heads the lines that were put ahead of each Go file
 */
public record RuleTestCase(Map<String, SourceFile> files, Map<String, String> heads, List<Want> wants) {
    private static final String MODULE = "example.com/app";
    private static final Pattern SECTION = Pattern.compile("(?m)^-- (\\S+) --\\n");
    private static final Pattern WANT =
            Pattern.compile("\\s*//\\s*want((?:\\s+(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`))+)\\s*$");
    private static final Pattern TEXT = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"|`([^`]*)`");
    private static final Map<String, String> STANDARD = Map.ofEntries(
            Map.entry("bufio", "bufio"),
            Map.entry("bytes", "bytes"),
            Map.entry("context", "context"),
            Map.entry("errors", "errors"),
            Map.entry("fmt", "fmt"),
            Map.entry("http", "net/http"),
            Map.entry("io", "io"),
            Map.entry("json", "encoding/json"),
            Map.entry("log", "log"),
            Map.entry("net", "net"),
            Map.entry("os", "os"),
            Map.entry("regexp", "regexp"),
            Map.entry("runtime", "runtime"),
            Map.entry("signal", "os/signal"),
            Map.entry("slog", "log/slog"),
            Map.entry("sort", "sort"),
            Map.entry("sql", "database/sql"),
            Map.entry("strconv", "strconv"),
            Map.entry("strings", "strings"),
            Map.entry("sync", "sync"),
            Map.entry("syscall", "syscall"),
            Map.entry("time", "time"),
            Map.entry("tls", "crypto/tls"),
            Map.entry("url", "net/url"));

    /** A report that the test marks at a line of the completed file, 1-based. */
    record Want(String path, int line, Pattern message) {}

    /** @throws PatternSyntaxException where a mark is no regular expression */
    public static RuleTestCase of(Rule rule, RuleTest test) {
        Map<String, String> sections = sections(test.go());
        sections.putIfAbsent(
                "go.mod", "module " + MODULE + "\n\ngo " + test.version().orElse("1.24") + "\n");
        RuleTestCase made = new RuleTestCase(new LinkedHashMap<>(), new LinkedHashMap<>(), new ArrayList<>());
        sections.forEach((path, text) -> made.add(path, text, rule, sections));
        return made;
    }

    /** Files of an archive in the format of Go's txtar; text without a heading is one file. */
    static Map<String, String> sections(String archive) {
        Map<String, String> sections = new TreeMap<>();
        Matcher heading = SECTION.matcher(archive);
        if (!heading.find()) {
            sections.put("main.go", archive);
            return sections;
        }
        String path = heading.group(1);
        int start = heading.end();
        while (heading.find()) {
            sections.put(path, archive.substring(start, heading.start()));
            path = heading.group(1);
            start = heading.end();
        }
        sections.put(path, archive.substring(start));
        return sections;
    }

    private void add(String path, String text, Rule rule, Map<String, String> sections) {
        if (!path.endsWith(".go")) {
            files.put(path, new SourceFile(path, text.getBytes(StandardCharsets.UTF_8)));
            return;
        }
        String head = text.contains("package ") && text.matches("(?s)(?:\\s*//[^\\n]*\\n)*\\s*package \\w+.*")
                ? ""
                : head(path, text, rule, sections);
        heads.put(path, head);
        StringBuilder code = new StringBuilder(head);
        int line = (int) head.lines().count();
        for (String written : text.lines().toList()) {
            line++;
            Matcher want = WANT.matcher(written);
            boolean marked = want.find();
            if (marked) {
                Matcher regexp = TEXT.matcher(want.group(1));
                while (regexp.find()) {
                    String message = regexp.group(1) != null ? regexp.group(1) : regexp.group(2);
                    wants.add(new Want(path, line, Pattern.compile(message.replace("\\\"", "\""))));
                }
            }
            code.append(marked ? written.substring(0, want.start()) : written).append('\n');
        }
        files.put(path, new SourceFile(path, code.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /** The configuration that a test asks for. */
    public static RepositoryConfig config(Rule rule, RuleTest test) {
        RepositoryConfig standard = RepositoryConfig.defaults();
        RuleOverride params = new RuleOverride(false, Optional.empty(), test.params(), List.of());
        return new RepositoryConfig(
                standard.serviceRoots(),
                Map.of(rule.id(), params),
                standard.review(),
                test.hotPaths(),
                standard.campaign());
    }

    private static String head(String path, String text, Rule rule, Map<String, String> sections) {
        String folder = Paths.folder(path);
        Map<String, String> known = new TreeMap<>(STANDARD);
        known.putAll(rule.imports());
        for (String other : sections.keySet()) {
            String otherFolder = Paths.folder(other);
            if (other.endsWith(".go") && !otherFolder.isEmpty()) {
                known.put(Paths.last(otherFolder), MODULE + "/" + otherFolder);
            }
        }
        TreeMap<String, String> specs = new TreeMap<>();
        known.forEach((name, importPath) -> {
            boolean used = Pattern.compile("(?<![\\w.\"])" + name + "\\.[A-Z]")
                    .matcher(text)
                    .find();
            if (used && !importPath.equals(MODULE + "/" + folder)) {
                boolean named = importPath.endsWith("/" + name) || importPath.equals(name);
                specs.put(importPath, "\t" + (named ? "" : name + " ") + '"' + importPath + "\"\n");
            }
        });
        String name = folder.isEmpty() || folder.startsWith("cmd/") ? "main" : Paths.last(folder);
        String imports = specs.isEmpty() ? "" : "import (\n" + String.join("", specs.values()) + ")\n\n";
        return "package " + name + "\n\n" + imports;
    }
}
