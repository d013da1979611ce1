package dev.headroom.command;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import org.commonmark.node.Block;
import org.commonmark.node.BlockQuote;
import org.commonmark.node.Node;
import org.commonmark.node.SourceSpan;
import org.commonmark.node.Text;
import org.commonmark.parser.IncludeSourceSpans;
import org.commonmark.parser.Parser;

/** Finds the commands in a comment: lines that begin with {@code /headroom}, and are neither quoted nor code. */
public final class CommandLines {
    private static final String PREFIX = "/headroom";
    private static final Pattern COMMAND = Pattern.compile(PREFIX + "(\\s.*)?");
    /** Characters; nobody writes longer comments to a program by hand. */
    private static final int LONGEST_COMMENT = 20_000;

    private static final int LONGEST_LINE = 400;
    private static final int MOST_LINES = 8;
    private static final int DEEPEST_NESTING = 20;

    private static final Parser MARKDOWN = Parser.builder()
            .includeSourceSpans(IncludeSourceSpans.BLOCKS_AND_INLINES)
            .maxOpenBlockParsers(DEEPEST_NESTING)
            .build();

    private CommandLines() {}

    /** What stands behind {@code /headroom}, or else {@code help}: at most 8 lines of at most 400 characters. */
    public static List<String> in(String comment) {
        if (!comment.contains(PREFIX)) {
            return List.of();
        }
        String text = comment.substring(0, Math.min(LONGEST_COMMENT, comment.length()));
        String[] lines = text.split("\r\n|\n|\r", -1);
        List<String> commands = new ArrayList<>();
        Deque<Node> blocks = new ArrayDeque<>(List.of(MARKDOWN.parse(text)));
        while (!blocks.isEmpty()) {
            Node block = blocks.pop();
            Deque<Node> within = new ArrayDeque<>();
            for (Node child = block.getFirstChild(); child != null; child = child.getNext()) {
                switch (child) {
                    case BlockQuote _ -> {}
                    case Block inner -> within.push(inner);
                    case Text words -> command(words, lines, commands);
                    default -> {}
                }
            }
            within.forEach(blocks::push);
        }
        return commands.stream().limit(MOST_LINES).toList();
    }

    private static void command(Text words, String[] lines, List<String> commands) {
        SourceSpan start = words.getSourceSpans().getFirst();
        String line = lines[start.getLineIndex()];
        if (start.getColumnIndex() == 0 && COMMAND.matcher(line).matches()) {
            String said = line.substring(PREFIX.length())
                    .replaceAll("\\p{Cntrl}", " ")
                    .strip();
            commands.add(said.isEmpty() ? "help" : said.substring(0, Math.min(LONGEST_LINE, said.length())));
        }
    }
}
