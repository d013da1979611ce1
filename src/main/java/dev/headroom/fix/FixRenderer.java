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

    public FixRenderer(GoFile file) {
        this.file = file;
        this.source = new SourceText(file.content());
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
            return Optional.of(List.copyOf(edits));
        });
    }

    private List<TextEdit> place(FixSite site, String text) {
        return switch (site) {
            case FixSite.AfterStatement(Node statement) -> after(statement, text);
            case FixSite.BeforeStatement(Node statement) -> before(statement, text);
            case FixSite.BlockStart(Node block) -> atStart(block, text);
            case FixSite.Replace(Node node) ->
                List.of(edit(node.start(), node.end(), hanging(text, source.indentation(node.start()))));
            case FixSite.LiteralFields(Node literal) -> new LiteralFields(file.path(), source, literal).adding(text);
        };
    }

    private List<TextEdit> after(Node statement, String text) {
        if (!source.endsLine(statement.end()) || !source.beginsLine(statement.start())) {
            return List.of();
        }
        int at = source.lineEnd(statement.end());
        return List.of(edit(at, at, "\n" + indented(text, source.indentation(statement.start()))));
    }

    private List<TextEdit> before(Node statement, String text) {
        if (!source.beginsLine(statement.start())) {
            return List.of();
        }
        int at = source.lineStart(statement.start());
        return List.of(edit(at, at, indented(text, source.indentation(statement.start())) + "\n"));
    }

    private List<TextEdit> atStart(Node block, String text) {
        int brace = block.start();
        if (block.startLine() == block.endLine() || !source.endsLine(brace + 1)) {
            return List.of();
        }
        int at = source.lineEnd(brace);
        return List.of(edit(at, at, "\n" + indented(text, source.indentation(brace) + "\t")));
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
