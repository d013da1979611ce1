package dev.headroom.fix;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** New keyed fields of a composite literal, aligned as gofmt aligns them: see {@link KeyColumn}. */
final class LiteralFields {
    private static final Pattern FIELD = Pattern.compile("\\s*([A-Za-z_]\\w*)\\s*:\\s*(.*?),?\\s*");

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
        Set<String> present = elements.stream().map(KeyColumn::key).collect(Collectors.toSet());
        List<Field> added = fields(text).stream()
                .filter(field -> !present.contains(field.key()))
                .toList();
        if (added.isEmpty() || added.stream().anyMatch(field -> field.key().length() > KeyColumn.LONGEST_KEY)) {
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

    /** A literal on one line becomes one of a line a field. */
    private List<TextEdit> spread(Node body, List<Node> elements, List<Field> added) {
        boolean commented =
                body.children().stream().anyMatch(child -> child.kind().equals("comment"));
        if (commented) {
            return List.of();
        }
        return LineBreak.around(literal, path, source)
                .map(around -> spread(body, elements, added, around))
                .orElse(List.of());
    }

    private List<TextEdit> spread(Node body, List<Node> elements, List<Field> added, LineBreak around) {
        List<Field> all = new ArrayList<>();
        elements.forEach(element -> all.add(
                new Field(KeyColumn.key(element), KeyColumn.value(element).text())));
        all.addAll(added);
        int longest = longestKey(all);
        String indentation = around.indentation();
        String lines = all.stream()
                .map(field -> indentation + "\t" + line(field, longest) + "\n")
                .collect(Collectors.joining());
        List<TextEdit> edits = new ArrayList<>(around.edits());
        edits.add(edit(body.start(), body.end(), "{\n" + lines + indentation + "}"));
        return edits;
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
        List<Node> joined = KeyColumn.upTo(source.lineOf(body.end() - 1), elements);
        KeyColumn column = new KeyColumn(path, source, joined);
        int longest = Math.max(longestKey(added), column.longestKey());
        List<TextEdit> edits = new ArrayList<>(column.behind(longest));
        int at = source.lineStart(body.end() - 1);
        String lines = added.stream()
                .map(field -> indentation + line(field, longest) + "\n")
                .collect(Collectors.joining());
        edits.add(edit(at, at, lines));
        return edits;
    }

    private static int longestKey(List<Field> fields) {
        return fields.stream().mapToInt(field -> field.key().length()).max().orElse(0);
    }

    private static String line(Field field, int longestKey) {
        return field.key() + ":" + " ".repeat(longestKey + 1 - field.key().length()) + field.value() + ",";
    }

    private TextEdit edit(int start, int end, String replacement) {
        return new TextEdit(path, start, end, replacement, TextEdit.Purpose.CODE);
    }
}
