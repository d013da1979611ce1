package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the SQL text that an expression is: constants of any file, put together by {@code +} and {@code fmt.Sprintf}. */
final class SqlText {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_LENGTH = 100_000;
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.)");
    private static final Pattern VERB = Pattern.compile("%(?<flags>[-+# 0-9.*\\[\\]]*)(?<verb>[a-zA-Z%])");

    private final Program program;

    SqlText(Program program) {
        this.program = program;
    }

    /** The text, with {@link SqlToken#HOLE} where a part is not known. */
    String of(Node expression) {
        String text = read(expression, 0);
        return text.length() > MAX_LENGTH ? String.valueOf(SqlToken.HOLE) : text;
    }

    private String read(Node node, int depth) {
        if (depth > MAX_DEPTH) {
            return String.valueOf(SqlToken.HOLE);
        }
        return switch (node.kind()) {
            case "raw_string_literal" ->
                node.text().substring(1, Math.max(1, node.text().length() - 1));
            case "interpreted_string_literal" -> unquoted(node.text());
            case "parenthesized_expression" -> read(node.namedChildren().getFirst(), depth + 1);
            case "binary_expression" -> sum(node, depth);
            case "identifier", "selector_expression" -> named(node, depth);
            case "call_expression" -> called(node, depth);
            default -> String.valueOf(SqlToken.HOLE);
        };
    }

    private static String unquoted(String literal) {
        String inner = literal.substring(1, Math.max(1, literal.length() - 1));
        return ESCAPE.matcher(inner)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group(1)) {
                            case "n", "t", "r" -> " ";
                            default -> escape.group(1);
                        }));
    }

    private String sum(Node node, int depth) {
        boolean plus = node.field("operator")
                .filter(operator -> operator.text().equals("+"))
                .isPresent();
        if (!plus) {
            return String.valueOf(SqlToken.HOLE);
        }
        String left = read(node.field("left").orElseThrow(), depth + 1);
        String text = left + read(node.field("right").orElseThrow(), depth + 1);
        return text.length() > MAX_LENGTH ? String.valueOf(SqlToken.HOLE) : text;
    }

    /** A constant, or a variable that has but one value. */
    private String named(Node name, int depth) {
        Origins origins = program.flow().originsOf(name);
        if (!origins.hidden().isEmpty() || origins.makers().size() != 1) {
            return String.valueOf(SqlToken.HOLE);
        }
        Node maker = origins.makers().iterator().next();
        return maker.equals(name) ? String.valueOf(SqlToken.HOLE) : read(maker, depth + 1);
    }

    private String called(Node call, int depth) {
        boolean formats =
                program.types().callee(call) instanceof Callee.Outside outside && outside.isFunction("fmt", "Sprintf");
        List<Node> arguments = Expressions.arguments(call);
        if (!formats || arguments.isEmpty()) {
            return String.valueOf(SqlToken.HOLE);
        }
        String format = read(arguments.getFirst(), depth + 1);
        Matcher verb = VERB.matcher(format);
        StringBuilder text = new StringBuilder();
        int next = 1;
        while (verb.find()) {
            String put;
            if (verb.group("verb").equals("%")) {
                put = "%";
            } else if (verb.group("verb").equals("d") || !verb.group("flags").isEmpty()) {
                put = verb.group("verb").equals("d")
                        ? String.valueOf(SqlToken.NUMBER_HOLE)
                        : String.valueOf(SqlToken.HOLE);
                next++;
            } else {
                Optional<Node> argument = Code.argument(call, next++);
                put = argument.map(value -> read(value, depth + 1)).orElse(String.valueOf(SqlToken.HOLE));
            }
            verb.appendReplacement(text, Matcher.quoteReplacement(put));
        }
        return verb.appendTail(text).toString();
    }
}
