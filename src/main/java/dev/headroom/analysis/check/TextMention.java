package dev.headroom.analysis.check;

import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** Looks for a word, such as a connection string's option, in the texts that may make a string. */
public final class TextMention {
    private static final int MAX_EXPRESSIONS = 500;

    private final Program program;
    private final String word;
    private final boolean anywhere;

    public TextMention(Program program, String word) {
        this.program = program;
        this.word = word;
        this.anywhere = program.files().stream()
                .anyMatch(file -> contains(new String(file.content(), StandardCharsets.ISO_8859_1)));
    }

    /** Whether a text says the word, and not a longer one that ends with it. */
    private boolean contains(String text) {
        for (int at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
            if (at == 0 || !Character.isUnicodeIdentifierPart(text.charAt(at - 1))) {
                return true;
            }
        }
        return false;
    }

    /** What the code shows of a string. */
    public enum Answer {
        /** The word is in one of the texts it is made of. */
        SAID,
        /** All texts it is made of are in view, and the word is in none. */
        NOT_SAID,
        /** It comes from outside, and nothing in the program says the word. */
        NOT_IN_PROGRAM,
        /** It comes from outside, and the program says the word somewhere. */
        UNKNOWN
    }

    /** Whether the word is in the text of a string expression. */
    public Answer in(Node expression) {
        Set<Node> seen = new HashSet<>();
        boolean visible = look(expression, seen);
        if (anywhere && seen.stream().anyMatch(node -> literal(node) && contains(node.text()))) {
            return Answer.SAID;
        }
        if (visible) {
            return Answer.NOT_SAID;
        }
        return anywhere ? Answer.UNKNOWN : Answer.NOT_IN_PROGRAM;
    }

    private static boolean literal(Node node) {
        return node.kind().endsWith("string_literal");
    }

    /** Collects what an expression is made of; false where a part of it is out of sight. */
    private boolean look(Node expression, Set<Node> seen) {
        if (seen.size() > MAX_EXPRESSIONS || !seen.add(expression)) {
            return seen.size() <= MAX_EXPRESSIONS;
        }
        if (literal(expression)) {
            return true;
        }
        Origins origins = program.flow().originsOf(expression);
        boolean visible = origins.hidden().isEmpty();
        for (Node maker : origins.makers()) {
            seen.add(maker);
            visible &= literal(maker) || parts(maker, seen);
        }
        return visible;
    }

    private boolean parts(Node maker, Set<Node> seen) {
        return switch (maker.kind()) {
            case "binary_expression" -> {
                boolean left = maker.field("left").map(part -> look(part, seen)).orElse(true);
                boolean right =
                        maker.field("right").map(part -> look(part, seen)).orElse(true);
                yield left && right;
            }
            case "call_expression" -> {
                Expressions.arguments(maker).forEach(argument -> look(argument, seen));
                yield false;
            }
            default -> maker.kind().endsWith("_literal");
        };
    }
}
