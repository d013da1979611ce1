package dev.headroom.fix;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * New keyed fields of a composite literal, aligned as gofmt aligns them: the values of consecutive lines stand in one
 * column, and an empty line, a comment's line or a value of several lines begins a new column (go/printer, {@code exprList}).
 */
final class LiteralFields {
    private static final Pattern FIELD = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*:\\s*(.*?),?\\s*");
    /** Up to this many characters gofmt never breaks a column because keys differ in length. */
    private static final int LONGEST_ALIGNED_KEY = 40;

    private final String path;
    private final SourceText source;
    private final Node literal;

    LiteralFields(String path, SourceText source, Node literal) {
        this.path = path;
        this.source = source;
        this.literal = literal;
    }

    /** A field: its key, and its value as one line of code. */
    private record Field(String key, String value) {}

    /** The edits that add the fields of a text, one a line, which the literal does not have yet. */
    List<TextEdit> adding(String text) {
        Optional<Node> body = literal.kind().equals("literal_value") ? Optional.of(literal) : literal.field("body");
        return body.map(braces -> adding(braces, text)).orElse(List.of());
    }

    private List<TextEdit> adding(Node body, String text) {
        List<Node> elements = body.namedChildren();
        if (elements.stream().anyMatch(element -> !element.kind().equals("keyed_element"))) {
            return List.of();
        }
        Set<String> present = elements.stream().map(LiteralFields::key).collect(Collectors.toSet());
        List<Field> added = fields(text).stream()
                .filter(field -> !present.contains(field.key()))
                .toList();
        if (added.isEmpty() || added.stream().anyMatch(field -> field.key().length() > LONGEST_ALIGNED_KEY)) {
            return List.of();
        }
        if (body.startLine() == body.endLine()) {
            return spread(body, elements, added);
        }
        return everyElementHasItsLine(body, elements) ? extend(body, elements, added) : List.of();
    }

    private static List<Field> fields(String text) {
        return text.lines()
                .filter(line -> !line.isBlank())
                .map(FIELD::matcher)
                .filter(Matcher::matches)
                .map(matcher -> new Field(matcher.group(1), matcher.group(2)))
                .toList();
    }

    private static String key(Node element) {
        return element.namedChildren().getFirst().text();
    }

    private static Node value(Node element) {
        return element.namedChildren().getLast();
    }

    /** A literal on one line becomes one of a line a field. */
    private List<TextEdit> spread(Node body, List<Node> elements, List<Field> added) {
        boolean commented =
                body.children().stream().anyMatch(child -> child.kind().equals("comment"));
        if (commented) {
            return List.of();
        }
        List<Field> all = new ArrayList<>();
        elements.forEach(
                element -> all.add(new Field(key(element), value(element).text())));
        all.addAll(added);
        int width = width(all);
        String indentation = source.indentation(body.start());
        String lines = all.stream()
                .map(field -> indentation + "\t" + line(field, width) + "\n")
                .collect(Collectors.joining());
        return List.of(edit(body.start(), body.end(), "{\n" + lines + indentation + "}"));
    }

    private boolean everyElementHasItsLine(Node body, List<Node> elements) {
        boolean braceAlone = source.beginsLine(body.end() - 1);
        boolean openEnds = source.endsLine(body.start() + 1);
        return braceAlone && openEnds && elements.stream().allMatch(element -> source.beginsLine(element.start()));
    }

    /** New lines behind the last one, and the column of those they join made as wide as the longest key needs. */
    private List<TextEdit> extend(Node body, List<Node> elements, List<Field> added) {
        String indentation = elements.isEmpty()
                ? source.indentation(body.start()) + "\t"
                : source.indentation(elements.getFirst().start());
        List<Node> column = lastColumn(elements, body);
        List<Field> aligned = new ArrayList<>(added);
        column.forEach(element -> aligned.add(new Field(key(element), "")));
        int width = width(aligned);
        List<TextEdit> edits = new ArrayList<>();
        column.forEach(element -> pad(element, width).ifPresent(edits::add));
        int at = source.lineStart(body.end() - 1);
        String lines = added.stream()
                .map(field -> indentation + line(field, width) + "\n")
                .collect(Collectors.joining());
        edits.add(edit(at, at, lines));
        return edits;
    }

    /** The elements at the end whose values share a column with a line added behind them. */
    private List<Node> lastColumn(List<Node> elements, Node body) {
        List<Node> column = new ArrayList<>();
        int nextLine = source.lineOf(body.end() - 1);
        for (Node element : elements.reversed()) {
            if (element.startLine() != element.endLine() || element.endLine() + 1 < nextLine) {
                break;
            }
            column.addFirst(element);
            nextLine = element.startLine();
        }
        return column;
    }

    private Optional<TextEdit> pad(Node element, int width) {
        Node key = element.namedChildren().getFirst();
        Node value = value(element);
        int behindKey = key.end();
        int from = behindKey + source.slice(behindKey, value.start()).indexOf(':') + 1;
        String wanted = " ".repeat(Math.max(1, width - key.text().length()));
        return source.slice(from, value.start()).equals(wanted)
                ? Optional.empty()
                : Optional.of(edit(from, value.start(), wanted));
    }

    private static int width(List<Field> fields) {
        return fields.stream().mapToInt(field -> field.key().length()).max().orElse(0) + 1;
    }

    private static String line(Field field, int width) {
        return field.key() + ":" + " ".repeat(width - field.key().length()) + field.value() + ",";
    }

    private TextEdit edit(int start, int end, String replacement) {
        return new TextEdit(path, start, end, replacement, TextEdit.Purpose.CODE);
    }
}
