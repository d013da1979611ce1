package dev.headroom.fix;

import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The imports that the text of a fix needs in a file: names it has already are used, missing ones are added in order. */
final class ImportEdits {
    private final GoFile file;
    private final SourceText source;
    private final List<String> missing = new ArrayList<>();

    ImportEdits(GoFile file, SourceText source) {
        this.file = file;
        this.source = source;
    }

    /**
     * The text with the names under which this file imports the packages.
     *
     * @return empty where a name means something else in the file
     */
    Optional<String> localise(String text, Map<String, String> imports) {
        String result = text;
        for (Map.Entry<String, String> needed : new TreeMap<>(imports).entrySet()) {
            Pattern qualifier = qualifier(needed.getKey());
            if (!qualifier.matcher(result).find()) {
                continue;
            }
            Optional<String> name = nameOf(needed.getKey(), needed.getValue());
            if (name.isPresent()) {
                result = qualifier.matcher(result).replaceAll(name.get() + ".");
            } else if (taken(needed.getKey())) {
                return Optional.empty();
            } else {
                missing.add(needed.getValue());
            }
        }
        return Optional.of(result);
    }

    private static Pattern qualifier(String name) {
        return Pattern.compile("(?<![\\w.\"])" + Pattern.quote(name) + "\\.(?=[A-Za-z_])");
    }

    /** The name of an imported package; where its path leaves several likely ones, the one that the file uses. */
    private Optional<String> nameOf(String usual, String importPath) {
        List<String> names = file.imports().entrySet().stream()
                .filter(entry -> ImportPath.covers(importPath, entry.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (names.contains(usual)) {
            return Optional.of(usual);
        }
        String code = source.slice(0, source.length());
        return names.stream()
                .filter(name -> qualifier(name).matcher(code).find())
                .findFirst()
                .or(() -> names.stream().findFirst());
    }

    /** Whether the file uses the name for anything: then an import of that name might be shadowed, or clash. */
    private boolean taken(String name) {
        if (file.imports().containsKey(name)) {
            return true;
        }
        for (Node node : file.root().descendants()) {
            boolean names = node.kind().equals("identifier") || node.kind().equals("package_identifier");
            if (names && node.text().equals(name)) {
                return true;
            }
        }
        return false;
    }

    /** The edits that add what {@link #localise} found missing. */
    List<TextEdit> edits() {
        return missing.isEmpty() ? List.of() : missingImports();
    }

    private List<TextEdit> missingImports() {
        missing.sort(null);
        List<Node> declarations = file.root().namedChildren().stream()
                .filter(node -> node.kind().equals("import_declaration"))
                .toList();
        Optional<Node> block = declarations.stream()
                .flatMap(declaration -> declaration.namedChildren().stream())
                .filter(node -> node.kind().equals("import_spec_list"))
                .filter(list -> list.startLine() != list.endLine())
                .findFirst();
        if (block.isPresent()) {
            return intoBlock(block.get());
        }
        String lines = missing.stream().map(path -> "\n\t\"" + path + "\"").reduce("", String::concat);
        if (declarations.size() == 1
                && declarations.getFirst().namedChildren().getFirst().kind().equals("import_spec")) {
            return List.of(besideSingle(declarations.getFirst()));
        }
        int at = declarations.isEmpty()
                ? packageClauseEnd()
                : declarations.getLast().end();
        return List.of(edit(at, at, "\n\nimport (" + lines + "\n)"));
    }

    private int packageClauseEnd() {
        return file.root().namedChildren().stream()
                .filter(node -> node.kind().equals("package_clause"))
                .mapToInt(Node::end)
                .map(source::lineEnd)
                .findFirst()
                .orElse(0);
    }

    /** {@code import "fmt"} becomes a block, sorted. */
    private TextEdit besideSingle(Node declaration) {
        Node spec = declaration.namedChildren().getFirst();
        TreeMap<String, String> lines = new TreeMap<>();
        lines.put(path(spec), spec.text());
        missing.forEach(path -> lines.put(path, "\"" + path + "\""));
        StringBuilder text = new StringBuilder("import (\n");
        lines.values().forEach(line -> text.append('\t').append(line).append('\n'));
        return edit(declaration.start(), declaration.end(), text.append(")").toString());
    }

    /** Each goes before the first import of its group that sorts behind it; those at one place become one edit. */
    private List<TextEdit> intoBlock(Node block) {
        List<Node> specs = block.namedChildren().stream()
                .filter(node -> node.kind().equals("import_spec"))
                .toList();
        TreeMap<Integer, String> lines = new TreeMap<>();
        for (String path : missing) {
            List<Node> group = groupFor(path, specs);
            boolean ownGroup = group.isEmpty() && !specs.isEmpty();
            lines.merge(placeIn(block, group, path), "\t\"" + path + "\"\n" + (ownGroup ? "\n" : ""), String::concat);
        }
        return lines.entrySet().stream()
                .map(entry -> edit(entry.getKey(), entry.getKey(), entry.getValue()))
                .toList();
    }

    private int placeIn(Node block, List<Node> group, String path) {
        Optional<Node> behind =
                group.stream().filter(spec -> path(spec).compareTo(path) > 0).findFirst();
        if (behind.isPresent()) {
            return source.lineStart(behind.get().start());
        }
        int last = group.isEmpty() ? block.start() : group.getLast().end();
        return source.lineEnd(last) + 1;
    }

    /** The imports without an empty line between them among which a path belongs: the first such run of its kind. */
    private static List<Node> groupFor(String path, List<Node> specs) {
        List<List<Node>> runs = new ArrayList<>();
        for (Node spec : specs) {
            boolean joins = !runs.isEmpty() && runs.getLast().getLast().endLine() + 1 >= spec.startLine();
            if (!joins) {
                runs.add(new ArrayList<>());
            }
            runs.getLast().add(spec);
        }
        boolean standard = standard(path);
        return runs.stream()
                .filter(run -> run.stream().anyMatch(spec -> standard(path(spec)) == standard))
                .findFirst()
                .orElse(List.of());
    }

    /** A first element without a dot is the standard library's. */
    private static boolean standard(String path) {
        int slash = path.indexOf('/');
        return !(slash < 0 ? path : path.substring(0, slash)).contains(".");
    }

    private static String path(Node spec) {
        String quoted = spec.field("path").map(Node::text).orElse("\"\"");
        return quoted.substring(1, Math.max(1, quoted.length() - 1));
    }

    private TextEdit edit(int start, int end, String replacement) {
        return new TextEdit(file.path(), start, end, replacement, TextEdit.Purpose.IMPORT);
    }
}
