package dev.headroom.rule;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The spaces that gofmt leaves around the operator of {@code 5 * time.Second}: none inside of an index or of a call with
 * several arguments (go/printer, {@code binaryExpr} and {@code CallExpr}).
 */
final class GoSpacing {
    private GoSpacing() {}

    /**
     * Fits an expression between two pieces of source.
     *
     * @param expression its operators set apart by spaces
     */
    static String fit(String expression, String before, String behind) {
        return crowded(before, before + "_" + behind) ? expression.replaceAll(" ([*]|<<) ", "$1") : expression;
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
