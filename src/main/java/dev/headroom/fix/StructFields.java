package dev.headroom.fix;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a struct as lines that can change places: each with the comments above it and behind it, in the groups
 * that empty lines make of them.
 */
public final class StructFields {
    private final SourceText source;
    private final String indentation;
    private final List<List<Line>> groups;
    private final boolean formatted;

    /**
     * A field, or several that are declared together.
     *
     * @param declaration the {@code field_declaration}
     * @param above the comments directly above
     * @param behind the comment on the line it ends on
     */
    public record Line(Node declaration, List<Node> above, Optional<Node> behind) {
        Node first() {
            return above.isEmpty() ? declaration : above.getFirst();
        }

        Node last() {
            return behind.orElse(declaration);
        }
    }

    /** A change of some of the lines: the first and last node that change places, and what stands there afterwards. */
    public record Change(Node first, Node last, String text) {}

    private StructFields(SourceText source, String indentation, List<List<Line>> groups) {
        this.source = source;
        this.indentation = indentation;
        this.groups = groups;
        this.formatted = written().equals(ours());
    }

    /**
     * Reads the fields of a struct.
     *
     * @param structType the {@code struct_type}
     * @return empty where the fields cannot be moved by lines, or gofmt would change more than the space between columns
     */
    public static Optional<StructFields> of(GoFile file, Node structType) {
        SourceText source = new SourceText(file.content());
        return structType.namedChildren().stream()
                .filter(child -> child.kind().equals("field_declaration_list"))
                .findFirst()
                .flatMap(list -> new Reader(source, list).read())
                .filter(fields -> fields.formatted || squeezed(fields.written()).equals(squeezed(fields.ours())));
    }

    /** The fields by groups, in source order. */
    public List<List<Line>> groups() {
        return groups;
    }

    /** Whether each group is one field: then the empty lines set apart fields, not groups. */
    public boolean spacedOut() {
        return groups.size() > 1 && groups.stream().allMatch(group -> group.size() == 1);
    }

    /** The lines that change when the fields are put into another order. */
    public Change ordered(List<List<Line>> order) {
        List<Line> before = groups.stream().flatMap(List::stream).toList();
        List<String> old = text(groups);
        List<String> changed = text(order);
        int last = old.size() - 1;
        int from = 0;
        while (formatted && from < last && old.get(from).equals(changed.get(from))) {
            from++;
        }
        int to = last;
        while (formatted && to > from && old.get(to).equals(changed.get(to))) {
            to--;
        }
        // An empty line that comes or goes needs the line before it.
        while (from > 0 && old.get(from).startsWith("\n") != changed.get(from).startsWith("\n")) {
            from--;
        }
        return new Change(
                before.get(from).first(),
                before.get(to).last(),
                String.join("", changed.subList(from, to + 1)).strip());
    }

    private String written() {
        return source.slice(
                source.lineStart(groups.getFirst().getFirst().first().start()),
                source.lineEnd(groups.getLast().getLast().last().end()));
    }

    private String ours() {
        return FixRenderer.indented(String.join("", text(groups)), indentation);
    }

    private static String squeezed(String text) {
        return text.replaceAll("[ \\t]+", " ");
    }

    /** What stands for each line in turn, from the left margin, with an empty line ahead where a group begins. */
    private List<String> text(List<List<Line>> order) {
        List<String> text = new ArrayList<>();
        for (List<Line> group : order) {
            int start = text.size();
            List<Line> run = new ArrayList<>();
            for (Line line : group) {
                if (!line.above().isEmpty()) {
                    text.addAll(inColumns(run));
                    run.clear();
                }
                run.add(line);
                if (multiline(line)) {
                    text.addAll(inColumns(run));
                    run.clear();
                }
            }
            text.addAll(inColumns(run));
            if (start > 0) {
                text.set(start, "\n" + text.get(start));
            }
        }
        return text;
    }

    /** The text of fields whose columns go together. */
    private List<String> inColumns(List<Line> run) {
        FieldColumns columns = new FieldColumns();
        run.forEach(line -> enter(line, columns));
        List<String> lines = columns.lines();
        List<String> text = new ArrayList<>();
        for (int i = 0; i < run.size(); i++) {
            Line line = run.get(i);
            StringBuilder whole = new StringBuilder();
            line.above().forEach(comment -> whole.append(comment.text()).append('\n'));
            whole.append(lines.get(i)).append('\n');
            if (multiline(line)) {
                int second = source.lineEnd(line.declaration().start()) + 1;
                whole.append(outdented(second, line.last().end())).append('\n');
            }
            text.add(whole.toString());
        }
        return text;
    }

    private void enter(Line line, FieldColumns columns) {
        Node declaration = line.declaration();
        List<Node> names =
                declaration.fields("name").stream().filter(Node::named).toList();
        Node type = declaration.field("type").orElse(declaration);
        int start = names.isEmpty() ? declaration.start() : type.start();
        boolean multiline = multiline(line);
        columns.add(
                names.isEmpty()
                        ? ""
                        : source.slice(names.getFirst().start(), names.getLast().end()),
                source.slice(start, multiline ? source.lineEnd(start) : type.end()),
                multiline ? "" : declaration.field("tag").map(Node::text).orElse(""),
                multiline ? "" : line.behind().map(Node::text).orElse(""));
    }

    private static boolean multiline(Line line) {
        return line.declaration().startLine() != line.declaration().endLine();
    }

    private String outdented(int start, int end) {
        return source.slice(start, end)
                .lines()
                .map(line -> line.startsWith(indentation) ? line.substring(indentation.length()) : line)
                .collect(Collectors.joining("\n"));
    }

    /** Divides the lines between the braces. */
    private static final class Reader {
        private final SourceText source;
        private final Node list;
        private final List<List<Line>> groups = new ArrayList<>();
        private final List<Node> comments = new ArrayList<>();
        private @Nullable Line latest;

        Reader(SourceText source, Node list) {
            this.source = source;
            this.list = list;
        }

        Optional<StructFields> read() {
            if (source.hasCarriageReturn()) {
                return Optional.empty();
            }
            for (Node child : list.children()) {
                boolean fits = switch (child.kind()) {
                    case "comment" -> comment(child);
                    case "field_declaration" -> field(child);
                    default -> !child.named();
                };
                if (!fits) {
                    return Optional.empty();
                }
            }
            if (groups.isEmpty()) {
                return Optional.empty();
            }
            int end = groups.getLast().getLast().last().endLine();
            boolean bracesApart =
                    list.startLine() < groups.getFirst().getFirst().first().startLine() && end < list.endLine();
            // Comments at the end stay there, unless they may speak of the last field.
            boolean commentsApart =
                    comments.isEmpty() || end + 1 < comments.getFirst().startLine();
            if (!bracesApart || !commentsApart) {
                return Optional.empty();
            }
            String indentation = source.indentation(
                    groups.getFirst().getFirst().declaration().start());
            return Optional.of(new StructFields(
                    source, indentation, groups.stream().map(List::copyOf).toList()));
        }

        private boolean comment(Node comment) {
            boolean oneLine = comment.startLine() == comment.endLine();
            if (source.beginsLine(comment.start())) {
                boolean apart = !comments.isEmpty() && comments.getLast().endLine() + 1 < comment.startLine();
                comments.add(comment);
                // A comment that stands alone belongs to no field that could take it along.
                return !apart && comment.text().startsWith("//");
            }
            Line line = latest;
            if (line == null
                    || !oneLine
                    || comment.startLine() != line.last().endLine()
                    || line.behind().isPresent()) {
                return false;
            }
            latest = new Line(line.declaration(), line.above(), Optional.of(comment));
            groups.getLast().removeLast();
            groups.getLast().add(latest);
            return true;
        }

        private boolean field(Node declaration) {
            boolean joined = comments.isEmpty() || comments.getLast().endLine() + 1 == declaration.startLine();
            Node first = comments.isEmpty() ? declaration : comments.getFirst();
            Line before = latest;
            boolean sameLine = before != null && before.last().endLine() >= declaration.startLine();
            if (!joined || sameLine || spansString(declaration) || !source.beginsLine(declaration.start())) {
                return false;
            }
            if (before == null || before.last().endLine() + 1 < first.startLine()) {
                groups.add(new ArrayList<>());
            }
            latest = new Line(declaration, List.copyOf(comments), Optional.empty());
            groups.getLast().add(latest);
            comments.clear();
            return true;
        }

        /** Whether a raw string in it goes over several lines: those must not be moved in or out. */
        private static boolean spansString(Node declaration) {
            for (Node node : declaration.descendants()) {
                if (node.kind().equals("raw_string_literal") && node.startLine() != node.endLine()) {
                    return true;
                }
            }
            return false;
        }
    }
}
