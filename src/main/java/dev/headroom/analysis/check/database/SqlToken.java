package dev.headroom.analysis.check.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word, sign or value of a SQL text; comments and white space are none.
 *
 * @param text as it is written, words in lower case and names without their quotes
 * @param depth how many parentheses are open around it; the parentheses themselves count as outside
 */
record SqlToken(Kind kind, String text, int depth) {
    /** Stands in a text for a part that is not known. */
    static final char HOLE = '\uFFFC';

    /** Stands in a text for a number that is not known. */
    static final char NUMBER_HOLE = '\uFFFB';

    private static final Pattern TOKEN = Pattern.compile("(?<comment>--[^\\n]*|/\\*(?s:.*?)\\*/)"
            + "|(?<string>[eEnNxXbB]?'[^']*'|\\$(?<tag>\\w*)\\$(?s:.*?)\\$\\k<tag>\\$)"
            + "|(?<parameter>\\$\\d+|\\?\\d*|(?<!:):[a-zA-Z_][\\w.]*|@[a-zA-Z_]\\w*|" + NUMBER_HOLE + ")"
            + "|(?<quoted>\"[^\"]*\"|`[^`]*`|\\[[a-zA-Z_][\\w ]*\\])"
            + "|(?<number>\\d+(?:\\.\\d+)?)"
            + "|(?<word>[\\p{L}_][\\w$]*)"
            + "|(?<hole>" + HOLE + ")"
            + "|(?<sign>::|<>|!=|<=|>=|\\|\\||->>|->|@>|<@|~\\*|\\S)");

    /** What a token is. */
    enum Kind {
        WORD,
        /** A name in quotes. */
        NAME,
        STRING,
        NUMBER,
        /** A place for a value: {@code $1}, {@code ?}, {@code :name}. */
        PARAMETER,
        SIGN,
        /** A part of the text that is not known. */
        HOLE
    }

    static List<SqlToken> of(String text) {
        List<SqlToken> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(text);
        int depth = 0;
        while (matcher.find()) {
            String found = matcher.group();
            if (matcher.group("comment") != null) {
                continue;
            }
            if (found.equals(")")) {
                depth = Math.max(0, depth - 1);
            }
            tokens.add(token(matcher, found, depth));
            if (found.equals("(")) {
                depth++;
            }
        }
        return tokens;
    }

    private static SqlToken token(Matcher matcher, String found, int depth) {
        if (matcher.group("string") != null) {
            return new SqlToken(Kind.STRING, found, depth);
        }
        if (matcher.group("parameter") != null) {
            return new SqlToken(Kind.PARAMETER, found, depth);
        }
        if (matcher.group("quoted") != null) {
            return new SqlToken(
                    Kind.NAME, found.substring(1, found.length() - 1).toLowerCase(Locale.ROOT), depth);
        }
        if (matcher.group("number") != null) {
            return new SqlToken(Kind.NUMBER, found, depth);
        }
        if (matcher.group("word") != null) {
            return new SqlToken(Kind.WORD, found.toLowerCase(Locale.ROOT), depth);
        }
        return new SqlToken(matcher.group("hole") != null ? Kind.HOLE : Kind.SIGN, found, depth);
    }

    boolean word(String wanted) {
        return kind == Kind.WORD && text.equals(wanted);
    }

    boolean sign(String wanted) {
        return kind == Kind.SIGN && text.equals(wanted);
    }

    /** Whether it names a column, table or function. */
    boolean name() {
        return kind == Kind.WORD || kind == Kind.NAME;
    }

    /** Whether it is a value that is given, not a column. */
    boolean value() {
        return kind == Kind.PARAMETER || kind == Kind.STRING || kind == Kind.NUMBER;
    }
}
