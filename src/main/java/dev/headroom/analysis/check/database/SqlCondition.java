package dev.headroom.analysis.check.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How far a condition of a WHERE clause bounds the rows that fulfil it. */
enum SqlCondition {
    /** A key has one of the values given: as many rows at most as belong to them. */
    KEY,
    /** It leaves as many rows as there are: states, beginnings, searches. */
    LOOSE,
    /** It cannot be told. */
    UNCLEAR;

    private static final Pattern KEYS = Pattern.compile(
            "(\\w*_)?(id|ids|uid|uuid|guid|ulid|key|hash|token|slug|email|mail|username|login|handle|sha\\d*|name|code"
                    + "|nonce|url|uri|path|address|phone|sku|isbn|ip|number|subject|sub|domain|host|hostname|ref|reference"
                    + "|session|signature|identifier|checksum|digest|fingerprint|pk|rowid|user|owner|author|tenant|account"
                    + "|customer|player|guild|room|channel|topic|queue|alias|serial|barcode)|\\w+(id|uuid)");
    private static final Pattern STATES = Pattern.compile(
            "(is|has|was|can)_\\w+|(\\w*_)?(status|state|type|kind|active|enabled|disabled|deleted|archived|published"
                    + "|visible|public|private|verified|role|level|category|priority|gender|country|language|lang|locale"
                    + "|currency|done|completed|finished|processed|read|unread|sent|seen|approved|hidden|locked|pinned"
                    + "|flag|rarity|tier|class|open|closed|online|banned|blocked|expired|revoked|success|featured)");
    private static final Set<String> COMPARISONS = Set.of("=", "<>", "!=", "<", ">", "<=", ">=");

    /** Judges a WHERE or ON clause as a whole. */
    static SqlCondition of(List<SqlToken> tokens, int depth) {
        List<List<SqlToken>> alternatives = SqlClauses.divided(tokens, depth, "or");
        if (alternatives.size() > 1) {
            boolean keys = alternatives.stream().allMatch(part -> of(part, depth) == KEY);
            return keys ? KEY : UNCLEAR;
        }
        SqlCondition result = LOOSE;
        List<String> below = new ArrayList<>();
        List<String> above = new ArrayList<>();
        for (List<SqlToken> part : conjuncts(tokens, depth)) {
            switch (single(part, depth)) {
                case KEY -> {
                    return KEY;
                }
                case UNCLEAR -> result = UNCLEAR;
                case LOOSE -> sides(part, depth, below, above);
            }
        }
        // From here to there: how much lies between is not known.
        return below.stream().anyMatch(above::contains) ? UNCLEAR : result;
    }

    private static List<List<SqlToken>> conjuncts(List<SqlToken> tokens, int depth) {
        List<List<SqlToken>> parts = new ArrayList<>();
        for (List<SqlToken> part : SqlClauses.divided(tokens, depth, "and")) {
            boolean between = !parts.isEmpty()
                    && parts.getLast().stream().anyMatch(token -> token.word("between"))
                    && parts.getLast().stream().noneMatch(token -> token.word("and"));
            if (between) {
                parts.getLast().add(new SqlToken(SqlToken.Kind.WORD, "and", depth));
                parts.getLast().addAll(part);
            } else {
                parts.add(new ArrayList<>(part));
            }
        }
        return parts;
    }

    private static void sides(List<SqlToken> part, int depth, List<String> below, List<String> above) {
        for (int i = 1; i < part.size(); i++) {
            SqlToken token = part.get(i);
            if (token.depth() == depth
                    && token.kind() == SqlToken.Kind.SIGN
                    && part.get(i - 1).name()) {
                if (token.text().startsWith("<")) {
                    below.add(part.get(i - 1).text());
                } else if (token.text().startsWith(">")) {
                    above.add(part.get(i - 1).text());
                }
            }
        }
    }

    private static SqlCondition single(List<SqlToken> part, int depth) {
        if (part.isEmpty() || part.stream().anyMatch(token -> token.kind() == SqlToken.Kind.HOLE)) {
            return UNCLEAR;
        }
        if (part.getFirst().sign("(") && closes(part) == part.size() - 1) {
            return of(part.subList(1, part.size() - 1), depth + 1);
        }
        if (part.getFirst().word("not")) {
            return part.stream().anyMatch(token -> token.word("exists")) ? UNCLEAR : LOOSE;
        }
        int sign = find(part, depth);
        if (sign >= 0) {
            return compared(part.subList(0, sign), part.get(sign).text(), part.subList(sign + 1, part.size()));
        }
        if (has(part, depth, "in")) {
            return listed(part, depth);
        }
        if (has(part, depth, "is") || has(part, depth, "like") || has(part, depth, "ilike") || part.size() <= 3) {
            return part.getFirst().word("exists") ? UNCLEAR : LOOSE;
        }
        return UNCLEAR;
    }

    private static int closes(List<SqlToken> part) {
        int depth = part.getFirst().depth();
        for (int i = 1; i < part.size(); i++) {
            if (part.get(i).sign(")") && part.get(i).depth() == depth) {
                return i;
            }
        }
        return -1;
    }

    private static int find(List<SqlToken> part, int depth) {
        for (int i = 0; i < part.size(); i++) {
            if (part.get(i).depth() == depth
                    && part.get(i).kind() == SqlToken.Kind.SIGN
                    && COMPARISONS.contains(part.get(i).text())) {
                return i;
            }
        }
        return -1;
    }

    private static boolean has(List<SqlToken> part, int depth, String word) {
        return part.stream().anyMatch(token -> token.depth() == depth && token.word(word));
    }

    private static SqlCondition compared(List<SqlToken> left, String sign, List<SqlToken> right) {
        if (left.isEmpty() || right.isEmpty() || select(right) || select(left)) {
            return UNCLEAR;
        }
        if (!sign.equals("=")) {
            return LOOSE;
        }
        String column = column(left);
        List<SqlToken> value = right;
        if (column.isEmpty()) {
            column = column(right);
            value = left;
        }
        boolean given = value.stream().anyMatch(SqlToken::value);
        boolean constant = value.size() == 1
                && (value.getFirst().word("true")
                        || value.getFirst().word("false")
                        || value.getFirst().kind() == SqlToken.Kind.NUMBER
                        || value.getFirst().text().equals("''"));
        if (column.isEmpty()) {
            return left.stream().allMatch(SqlToken::value) && given ? LOOSE : UNCLEAR;
        }
        if (constant) {
            return KEYS.matcher(column).matches() ? KEY : LOOSE;
        }
        if (!given) {
            // Two columns that must be the same, as in a join.
            return column(value).isEmpty() ? UNCLEAR : LOOSE;
        }
        return STATES.matcher(column).matches() ? LOOSE : KEYS.matcher(column).matches() ? KEY : UNCLEAR;
    }

    private static SqlCondition listed(List<SqlToken> part, int depth) {
        int in = 0;
        while (part.get(in).depth() != depth || !part.get(in).word("in")) {
            in++;
        }
        List<SqlToken> values = part.subList(in + 1, part.size());
        if (select(values)) {
            return UNCLEAR;
        }
        if (in > 0 && part.get(in - 1).word("not")) {
            return LOOSE;
        }
        String column = column(part.subList(0, in));
        return KEYS.matcher(column).matches() && !STATES.matcher(column).matches()
                ? KEY
                : STATES.matcher(column).matches() ? LOOSE : UNCLEAR;
    }

    private static boolean select(List<SqlToken> tokens) {
        return tokens.stream().anyMatch(token -> token.word("select"));
    }

    /** The column an expression is about: {@code u.id}, {@code lower(email)}, {@code id::text}; empty for others. */
    private static String column(List<SqlToken> tokens) {
        String column = "";
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken token = tokens.get(i);
            if (token.value()) {
                return "";
            }
            boolean function = i + 1 < tokens.size() && tokens.get(i + 1).sign("(");
            boolean cast = i > 0 && tokens.get(i - 1).sign("::");
            boolean qualifier = i + 1 < tokens.size() && tokens.get(i + 1).sign(".");
            if (token.name() && !function && !cast && !qualifier && !token.word("as")) {
                column = token.text();
                if (tokens.stream().skip(i + 1).anyMatch(rest -> rest.sign("+") || rest.sign("||"))) {
                    return "";
                }
                break;
            }
        }
        return column.equals("true") || column.equals("false") || column.equals("null") ? "" : column;
    }
}
