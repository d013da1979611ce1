package dev.headroom.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spaces that gofmt leaves around the operator of {@code 5 * time.Second}: none inside of an index or of a call with
 * several arguments (go/printer, {@code binaryExpr} and {@code CallExpr}).
 */
final class GoSpacing {
    private static final Pattern SUM_TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|`[^`]*`|'(?:[^'\\\\]|\\\\.)*+'| *\\+ *|.", Pattern.DOTALL);
    private static final String OTHER_OPERATORS = "-*/%&|^<>=!\n";

    private GoSpacing() {}

    /**
     * Fits an expression between two pieces of source.
     *
     * @param expression its operators set apart by spaces
     */
    static String fit(String expression, String before, String behind) {
        return crowded(before, before + "_" + behind) ? expression.replaceAll(" ([*]|<<) ", "$1") : expression;
    }

    /**
     * Fits code that stood elsewhere. Only a sum is spaced anew, at its plus signs: what gofmt does where operators mix
     * depends on all of them.
     */
    static String moved(String code, String before, String behind) {
        Matcher token = SUM_TOKEN.matcher(code);
        StringBuilder text = new StringBuilder();
        String plus = crowded(before, before + "_" + behind) ? "+" : " + ";
        int depth = 0;
        while (token.find()) {
            String part = token.group();
            char c = part.charAt(0);
            depth += part.length() > 1 ? 0 : opens(c) ? 1 : closes(c) ? -1 : 0;
            if (depth == 0 && part.length() == 1 && OTHER_OPERATORS.indexOf(c) >= 0) {
                return code;
            }
            text.append(depth == 0 && part.strip().equals("+") ? plus : part);
        }
        return text.toString();
    }

    private static boolean crowded(String before, String all) {
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < before.length(); i++) {
            if (opens(before.charAt(i))) {
                open.push(i);
            } else if (closes(before.charAt(i))) {
                open.poll();
            }
        }
        for (int bracket : open) {
            char c = before.charAt(bracket);
            if (c == '{') {
                return false;
            }
            if (c == '[' || (isCall(before, bracket) && hasComma(all, bracket))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCall(String source, int paren) {
        char callee = paren == 0 ? ' ' : source.charAt(paren - 1);
        return Character.isJavaIdentifierPart(callee) || callee == ')' || callee == ']';
    }

    private static boolean hasComma(String source, int paren) {
        int depth = 0;
        for (int i = paren + 1; i < source.length() && depth >= 0; i++) {
            char c = source.charAt(i);
            if (depth == 0 && c == ',') {
                return true;
            }
            depth += opens(c) ? 1 : closes(c) ? -1 : 0;
        }
        return false;
    }

    private static boolean opens(char c) {
        return c == '(' || c == '[' || c == '{';
    }

    private static boolean closes(char c) {
        return c == ')' || c == ']' || c == '}';
    }
}
