package dev.headroom.fix;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What gofmt makes of the code around a node that lay on one line and becomes several: columns that the line was part of
 * fall apart, and braces of a function that were on the line get lines of their own (go/printer, {@code exprList},
 * {@code valueSpec}, {@code funcBody}).
 *
 * @param indentation that of the node's new lines
 * @param edits of what is around the node, none of which touches it
 */
record LineBreak(String indentation, List<TextEdit> edits) {

    /** Empty where it is not certain what gofmt would leave alone. */
    static Optional<LineBreak> around(Node node, String path, SourceText source) {
        return new Search(path, source).around(node);
    }

    private record Search(String path, SourceText source) {

        Optional<LineBreak> around(Node node) {
            String indentation = source.indentation(node.start());
            List<TextEdit> edits = new ArrayList<>();
            Node inner = node;
            for (Optional<Node> up = node.parent(); up.isPresent() && onOneLine(inner); up = inner.parent()) {
                Node outer = up.get();
                switch (outer.kind()) {
                    case "literal_value" -> {
                        if (!onOneLine(outer) && !setApart(inner, outer, edits)) {
                            return Optional.empty();
                        }
                    }
                    case "block" -> {
                        if (onOneLine(outer)) {
                            if (!edits.isEmpty() || !open(outer, indentation, edits)) {
                                return Optional.empty();
                            }
                            indentation += "\t";
                        }
                    }
                    case "var_spec", "const_spec" -> {
                        if (inColumnWithTheNext(outer)) {
                            return Optional.empty();
                        }
                    }
                    case "function_declaration", "method_declaration" -> {
                        if (besideAnother(outer)) {
                            return Optional.empty();
                        }
                    }
                    default -> {
                        // Other code goes on behind a line break as it is.
                    }
                }
                inner = outer;
            }
            return Optional.of(new LineBreak(indentation, List.copyOf(edits)));
        }

        private static boolean onOneLine(Node node) {
            return node.startLine() == node.endLine();
        }

        /** An element's value of several lines stands in no column, and parts those before from those behind it. */
        private boolean setApart(Node element, Node literal, List<TextEdit> edits) {
            List<Node> elements = literal.namedChildren();
            int at = elements.indexOf(element);
            List<Node> before = elements.subList(0, at);
            List<Node> behind = elements.subList(at + 1, elements.size());
            boolean alone = source.beginsLine(element.start())
                    && behind.stream().limit(1).allMatch(next -> next.startLine() > element.endLine())
                    && literal.endLine() > element.endLine();
            if (!alone) {
                return false;
            }
            if (element.kind().equals("keyed_element")) {
                for (List<Node> column : List.of(
                        KeyColumn.upTo(element.startLine(), before),
                        List.of(element),
                        KeyColumn.from(element.endLine(), behind))) {
                    KeyColumn keys = new KeyColumn(path, source, column);
                    if (keys.longestKey() > KeyColumn.LONGEST_KEY) {
                        return false;
                    }
                    edits.addAll(keys.behind(keys.longestKey()));
                }
            }
            return true;
        }

        /** Gives the one statement of a block, and its braces, lines of their own. */
        private boolean open(Node block, String indentation, List<TextEdit> edits) {
            List<Node> statements = block.namedChildren().stream()
                    .flatMap(list -> list.namedChildren().stream())
                    .toList();
            boolean commented = source.slice(block.start(), block.end()).contains("/*");
            if (statements.size() != 1 || commented) {
                return false;
            }
            Node statement = statements.getFirst();
            edits.add(edit(block.start() + 1, statement.start(), "\n" + indentation + "\t"));
            edits.add(edit(statement.end(), block.end() - 1, "\n" + indentation));
            return true;
        }

        /** The names and values of a group stand in columns, which end behind a value of several lines. */
        private boolean inColumnWithTheNext(Node spec) {
            String next = source.line(source.lineEnd(spec.end()) + 1).strip();
            return !next.isEmpty() && !next.startsWith(")");
        }

        /** Functions on neighbouring lines have their bodies in a column. */
        private boolean besideAnother(Node function) {
            int start = source.lineStart(function.start());
            return source.line(start - 1).startsWith("func")
                    || source.line(source.lineEnd(function.end()) + 1).startsWith("func");
        }

        private TextEdit edit(int start, int end, String replacement) {
            return new TextEdit(path, start, end, replacement, TextEdit.Purpose.CODE);
        }
    }
}
