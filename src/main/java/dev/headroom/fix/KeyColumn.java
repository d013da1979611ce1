package dev.headroom.fix;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keyed elements of a composite literal, each on a line of its own, as gofmt aligns them: the values of consecutive lines
 * stand in one column, and an empty line, a comment's line or a value of several lines begins a new column
 * (go/printer, {@code exprList}).
 */
final class KeyColumn {
    /** Up to this many characters gofmt never breaks a column because keys differ in length. */
    static final int LONGEST_KEY = 40;

    private final String path;
    private final SourceText source;
    private final List<Node> elements;

    /** @param elements {@code keyed_element} nodes in source order */
    KeyColumn(String path, SourceText source, List<Node> elements) {
        this.path = path;
        this.source = source;
        this.elements = elements;
    }

    /** The elements at the end of some whose values share a column with a line behind them. */
    static List<Node> upTo(int line, List<Node> elements) {
        List<Node> column = new ArrayList<>();
        int next = line;
        for (Node element : elements.reversed()) {
            if (!element.kind().equals("keyed_element") || !onOneLine(element) || element.endLine() + 1 < next) {
                break;
            }
            column.addFirst(element);
            next = element.startLine();
        }
        return column;
    }

    /** The elements at the beginning of some whose values share a column with a line before them. */
    static List<Node> from(int line, List<Node> elements) {
        List<Node> column = new ArrayList<>();
        int last = line;
        for (Node element : elements) {
            if (!element.kind().equals("keyed_element") || !onOneLine(element) || element.startLine() > last + 1) {
                break;
            }
            column.add(element);
            last = element.endLine();
        }
        return column;
    }

    private static boolean onOneLine(Node element) {
        return element.startLine() == element.endLine();
    }

    static String key(Node element) {
        return element.namedChildren().getFirst().text();
    }

    static Node value(Node element) {
        return element.namedChildren().getLast();
    }

    /** In characters. */
    int longestKey() {
        return elements.stream()
                .mapToInt(element -> key(element).length())
                .max()
                .orElse(0);
    }

    /**
     * The edits that set the values behind the longest key.
     *
     * @param longestKey in characters
     */
    List<TextEdit> behind(int longestKey) {
        return elements.stream()
                .flatMap(element -> pad(element, longestKey + 1).stream())
                .toList();
    }

    private Optional<TextEdit> pad(Node element, int width) {
        Node key = element.namedChildren().getFirst();
        Node value = value(element);
        int behindKey = key.end();
        int from = behindKey + source.slice(behindKey, value.start()).indexOf(':') + 1;
        String wanted = " ".repeat(Math.max(1, width - key.text().length()));
        return source.slice(from, value.start()).equals(wanted)
                ? Optional.empty()
                : Optional.of(new TextEdit(path, from, value.start(), wanted, TextEdit.Purpose.CODE));
    }
}
