package dev.headroom.golang;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Go source for tests, several files in one text: each headed by a line {@code -- path --}, as in a txtar archive. */
public final class GoSources {
    private GoSources() {}

    /** The files of an archive; text without a heading is {@code main.go}. */
    public static List<SourceFile> files(String archive) {
        List<SourceFile> files = new ArrayList<>();
        String path = "main.go";
        StringBuilder text = new StringBuilder();
        for (String line : archive.split("\n", -1)) {
            if (line.startsWith("-- ") && line.endsWith(" --")) {
                add(files, path, text);
                path = line.substring(3, line.length() - 3).strip();
                text.setLength(0);
            } else {
                text.append(line).append('\n');
            }
        }
        add(files, path, text);
        return files;
    }

    private static void add(List<SourceFile> files, String path, StringBuilder text) {
        if (!text.toString().isBlank()) {
            files.add(new SourceFile(path, text.toString().getBytes(StandardCharsets.UTF_8)));
        }
    }

    public static Workspace workspace(String archive, String... serviceRoots) {
        return Workspace.of(files(archive), List.of(serviceRoots));
    }

    /** The only program of an archive. */
    public static Program program(String archive) {
        List<Program> programs = workspace(archive).programs();
        if (programs.size() != 1) {
            throw new IllegalArgumentException("one program expected, found " + programs);
        }
        return programs.getFirst();
    }

    private static Node innermost(Node node, String text) {
        List<Node> children = node.namedChildren();
        return children.size() == 1 && children.getFirst().text().equals(text)
                ? innermost(children.getFirst(), text)
                : node;
    }

    /** The first node of a program with exactly this text. */
    public static Node find(Program program, String text) {
        for (GoFile file : program.files()) {
            for (Node node : file.root().descendants()) {
                if (node.text().equals(text)) {
                    return innermost(node, text);
                }
            }
        }
        throw new IllegalArgumentException("no node reads " + text);
    }

    /** The function or method with this symbol. */
    public static Function function(Program program, String symbol) {
        return program.calls().functions().stream()
                .filter(function -> function.symbol().equals(symbol))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function is called " + symbol));
    }
}
