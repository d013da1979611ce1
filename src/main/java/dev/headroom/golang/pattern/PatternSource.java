package dev.headroom.golang.pattern;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a pattern as Go: each metavariable is replaced by an identifier of its own.
 *
 * @param go what the parser reads
 */
record PatternSource(String go) {
    private static final int MAX_CHARACTERS = 8_192;

    /** A letter to Go, of the sort that nobody writes in a name. */
    private static final String MARK = "\uA66E";

    private static final String REST = MARK + MARK + MARK;
    private static final Pattern PIECE = Pattern.compile("""
            (?<skip>"(?:[^"\\\\\\n]|\\\\.)*+"|`[^`]*+`|'(?:[^'\\\\\\n]|\\\\.)*+'|//[^\\n]*+|/\\*(?s:.)*?\\*/)\
            |(?<rest>\\$\\$\\$)(?<restname>\\w*)\
            |\\$(?<name>[A-Z][A-Z0-9_]*|_)(?!\\w)\
            |(?<bad>\\$\\{?\\w*\\}?)""");

    /**
     * Reads a pattern's text.
     *
     * @throws PatternException where a metavariable is not written as one, or the text is too long
     */
    static PatternSource of(String pattern) {
        if (pattern.isBlank()) {
            throw new PatternException("The pattern is empty.");
        }
        if (pattern.length() > MAX_CHARACTERS) {
            throw new PatternException("The pattern is longer than " + MAX_CHARACTERS + " characters.");
        }
        if (pattern.contains(MARK)) {
            throw new PatternException("The pattern contains the character " + MARK + ", which patterns cannot.");
        }
        StringBuilder go = new StringBuilder();
        Matcher piece = PIECE.matcher(pattern);
        while (piece.find()) {
            piece.appendReplacement(go, Matcher.quoteReplacement(replacement(piece)));
        }
        piece.appendTail(go);
        return new PatternSource(go.toString().strip());
    }

    private static String replacement(Matcher piece) {
        if (piece.group("skip") != null) {
            return piece.group();
        }
        if (piece.group("rest") != null) {
            if (!piece.group("restname").isEmpty()) {
                throw new PatternException("$$$ takes no name, but the pattern says " + piece.group() + ".");
            }
            return REST;
        }
        if (piece.group("name") != null) {
            return MARK + piece.group("name");
        }
        throw bad(piece.group());
    }

    private static PatternException bad(String text) {
        return text.startsWith("${")
                ? new PatternException("The pattern has " + text + ", which is no parameter of its rule.")
                : new PatternException(
                        "The pattern has " + text + ", but metavariables are written $_, $$$ or in capitals like $DB.");
    }

    static boolean isRest(String identifier) {
        return identifier.equals(REST);
    }

    static boolean isAnyOne(String identifier) {
        return identifier.equals(MARK + "_");
    }

    static boolean isVariable(String identifier) {
        return identifier.startsWith(MARK) && !isRest(identifier);
    }

    static String variableName(String identifier) {
        return identifier.substring(MARK.length());
    }
}
