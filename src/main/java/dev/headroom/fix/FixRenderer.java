package dev.headroom.fix;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A writer of Go in the shape gofmt gives it: fits the text of a fix into a file and adds the imports it needs.
 *
 * <p>It only writes where the result is certain to be what gofmt would leave alone; elsewhere it gives no edits.
 */
public final class FixRenderer {
    private final GoFile file;
    private final SourceText source;
    private final TrailingComments comments;

    public FixRenderer(GoFile file) {
        this.file = file;
        this.source = new SourceText(file.content());
        this.comments = new TrailingComments(file, source);
    }

    /**
     * The edits that put a text at a place.
     *
     * @param text Go source, variables filled in, indented with tabs from the left margin
     * @param imports the packages the text names, import paths by the name used in the text
     * @return empty where the text cannot be fitted in safely
     */
    public Optional<List<TextEdit>> render(FixSite site, String text, Map<String, String> imports) {
        ImportEdits importEdits = new ImportEdits(file, source);
        return importEdits.localise(text.strip(), imports).flatMap(localised -> {
            List<TextEdit> edits = new ArrayList<>(importEdits.edits());
            List<TextEdit> code = place(site, localised);
            if (code.isEmpty()) {
                return Optional.empty();
            }
            edits.addAll(code);
            edits.sort(Comparator.comparingInt(TextEdit::startByte));
            return overlapping(edits) ? Optional.empty() : Optional.of(List.copyOf(edits));
        });
    }

    /** A fix in the place of the imports themselves has no room for another import. */
    private static boolean overlapping(List<TextEdit> edits) {
        int end = 0;
        for (TextEdit edit : edits) {
            if (edit.startByte() < end) {
                return true;
            }
            end = edit.endByte();
        }
        return false;
    }

    private List<TextEdit> place(FixSite site, String text) {
        return switch (site) {
            case FixSite.AfterStatement(Node statement) -> after(statement, text);
            case FixSite.BeforeStatement(Node statement) -> before(statement, text);
            case FixSite.Replace(Node node) -> replace(node, text);
            case FixSite.BeforeDeclaration(Node declaration) -> aheadOf(declaration, text);
            case FixSite.Together(FixSite first, List<FixSite.Change> changes) -> together(first, text, changes);
            case FixSite.Lines(Node first, Node last) ->
                List.of(edit(
                        source.lineStart(first.start()),
                        source.lineEnd(last.end()),
                        indented(text, source.indentation(first.start()))));
            case FixSite.LiteralFields(Node literal) ->
                comments.meetAround(literal.endLine())
                        ? List.of()
                        : new LiteralFields(file.path(), source, literal).adding(text);
        };
    }

    private List<TextEdit> replace(Node node, String text) {
        if (comments.meetAround(node.endLine())) {
            return List.of();
        }
        if (!text.contains("\n")) {
            return List.of(edit(node.start(), node.end(), text));
        }
        return LineBreak.around(node, file.path(), source)
                .map(around -> {
                    List<TextEdit> edits = new ArrayList<>(around.edits());
                    edits.add(edit(node.start(), node.end(), hanging(text, around.indentation())));
                    return edits;
                })
                .orElse(List.of());
    }

    private List<TextEdit> after(Node statement, String text) {
        boolean alone = source.endsLine(statement.end()) && source.beginsLine(statement.start());
        if (!alone || comments.meetBelow(statement.endLine())) {
            return List.of();
        }
        int at = source.lineEnd(statement.end());
        return List.of(edit(at, at, "\n" + indented(text, source.indentation(statement.start()))));
    }

    private List<TextEdit> before(Node statement, String text) {
        if (!source.beginsLine(statement.start()) || comments.meetBelow(statement.startLine() - 1)) {
            return List.of();
        }
        int at = source.lineStart(statement.start());
        return List.of(edit(at, at, indented(text, source.indentation(statement.start())) + "\n"));
    }

    private List<TextEdit> aheadOf(Node declaration, String text) {
        int first = declaration.start();
        if (!source.beginsLine(first)) {
            return List.of();
        }
        List<Node> around = declaration.parent().map(Node::children).orElse(List.of());
        for (Node comment : around.reversed()) {
            boolean above = comment.kind().equals("comment")
                    && comment.end() <= first
                    && source.beginsLine(comment.start())
                    && source.slice(comment.end(), first).strip().isEmpty()
                    && source.lineOf(first) - source.lineOf(comment.end()) <= 1;
            first = above ? comment.start() : first;
        }
        int at = source.lineStart(first);
        String gap = at == 0 || source.lineIsBlank(at - 1) ? "" : "\n";
        return List.of(edit(at, at, gap + text + "\n\n"));
    }

    /** All the edits of a fix with several places; none where one of them would leave comments out of line. */
    private List<TextEdit> together(FixSite first, String text, List<FixSite.Change> changes) {
        List<TextEdit> edits = new ArrayList<>(place(first, text));
        boolean placed = !edits.isEmpty();
        for (FixSite.Change change : changes) {
            Node node = change.node();
            if (change.text().isEmpty()) {
                edits.addAll(without(node));
            } else {
                edits.add(edit(node.start(), node.end(), change.text()));
            }
            placed = placed && !source.commentBehind(node.end());
        }
        return placed ? edits : List.of();
    }

    /** The removal of a statement that has its lines for itself, and of an empty line that would be one too many. */
    private List<TextEdit> without(Node statement) {
        int start = source.lineStart(statement.start());
        int end = source.lineEnd(statement.end());
        if (!source.beginsLine(statement.start()) || !source.endsLine(statement.end()) || end >= source.length()) {
            return List.of();
        }
        boolean opens = start < 2
                || source.lineIsBlank(start - 1)
                || source.slice(source.lineStart(start - 1), start)
                        .stripTrailing()
                        .endsWith("{");
        int next = end + 1;
        if (opens && next < source.length() && source.lineIsBlank(next)) {
            next = source.lineEnd(next) + 1;
        }
        return List.of(edit(start, Math.min(next, source.length()), ""));
    }

    private TextEdit edit(int start, int end, String replacement) {
        return new TextEdit(file.path(), start, end, replacement, TextEdit.Purpose.CODE);
    }

    /** Every line moved in, empty ones left empty as gofmt wants them. */
    static String indented(String text, String indentation) {
        return text.lines()
                .map(line -> line.isBlank() ? "" : indentation + line)
                .collect(Collectors.joining("\n"));
    }

    /** The first line as it is, the others moved in. */
    private static String hanging(String text, String indentation) {
        String moved = indented(text, indentation);
        return moved.substring(Math.min(indentation.length(), moved.length()));
    }
}
