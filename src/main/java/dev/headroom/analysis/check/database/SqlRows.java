package dev.headroom.analysis.check.database;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How many rows a SQL text may yield, told by its words; what is out of the ordinary is unclear.
 *
 * @param about the table, or for {@link Kind#RECURSIVE} the recursive part
 */
record SqlRows(Kind kind, String about) {
    private static final SqlRows BOUNDED = new SqlRows(Kind.BOUNDED, "");
    private static final SqlRows UNCLEAR = new SqlRows(Kind.UNCLEAR, "");
    private static final int MAX_TOKENS = 5_000;

    private static final Set<String> AGGREGATES = Set.of(
            "count",
            "sum",
            "min",
            "max",
            "avg",
            "array_agg",
            "string_agg",
            "json_agg",
            "jsonb_agg",
            "json_object_agg",
            "jsonb_object_agg",
            "json_group_array",
            "group_concat",
            "bool_or",
            "bool_and",
            "every",
            "total",
            "stddev",
            "percentile_cont");
    private static final Pattern CATALOGUES =
            Pattern.compile("pg_\\w+|information_schema|sqlite_\\w+|sys|mysql|performance_schema"
                    + "|(all|dba|user)_(users|tables|views|objects|indexes|constraints|(tab|ind|cons|col)_\\w+)");
    private static final Pattern SMALL = Pattern.compile(
            "\\w*(settings?|config|configs|configuration|configurations|options|schema_migrations|migrations?|versions?"
                    + "|features?|feature_flags|flags|roles|permissions|locales|languages|countries|currencies|metadata|dual)");
    private static final Pattern DEPTH =
            Pattern.compile("\\w*(depth|level|lvl|distance|hops?|steps?|n|i|iteration|rank)");

    /** What is known. */
    enum Kind {
        BOUNDED,
        /** As many as there are in a table, or fulfil a loose condition. */
        MANY,
        /** The rows before the page asked for are read and dropped. */
        OFFSET,
        /** It goes down as deep as the data, or in circles. */
        RECURSIVE,
        UNCLEAR
    }

    static SqlRows of(String text) {
        List<SqlToken> tokens = new ArrayList<>(SqlToken.of(text));
        while (!tokens.isEmpty() && tokens.getLast().sign(";")) {
            tokens.removeLast();
        }
        boolean several = tokens.stream().anyMatch(token -> token.sign(";"));
        if (tokens.isEmpty() || several || tokens.size() > MAX_TOKENS) {
            return UNCLEAR;
        }
        return statement(tokens, Map.of());
    }

    private static SqlRows statement(List<SqlToken> tokens, Map<String, SqlRows> named) {
        if (tokens.isEmpty()) {
            return UNCLEAR;
        }
        SqlToken first = tokens.getFirst();
        if (first.word("with")) {
            return with(tokens, named);
        }
        return first.word("select") ? selects(tokens, named) : UNCLEAR;
    }

    private static SqlRows with(List<SqlToken> tokens, Map<String, SqlRows> outer) {
        int depth = tokens.getFirst().depth();
        boolean recursive = tokens.size() > 1 && tokens.get(1).word("recursive");
        Map<String, SqlRows> named = new HashMap<>(outer);
        int main = 1;
        while (main < tokens.size()
                && !(tokens.get(main).depth() == depth && tokens.get(main).word("select"))) {
            main++;
        }
        Optional<SqlRows> endless = Optional.empty();
        for (int i = recursive ? 2 : 1; i < main; i++) {
            boolean body = tokens.get(i).depth() == depth
                    && tokens.get(i).sign("(")
                    && (tokens.get(i - 1).word("as") || tokens.get(i - 1).word("materialized"));
            if (!body) {
                continue;
            }
            int end = i + 1;
            while (end < main && tokens.get(end).depth() > depth) {
                end++;
            }
            String name = nameBefore(tokens, i, depth);
            List<SqlToken> inside = tokens.subList(i + 1, end);
            if (recursive && refers(inside, name)) {
                named.put(name, UNCLEAR);
                if (!bounded(inside, tokens.subList(end, main))) {
                    endless = Optional.of(new SqlRows(Kind.RECURSIVE, name));
                }
            } else {
                named.put(name, statement(inside, named));
            }
            i = end;
        }
        if (main >= tokens.size()) {
            return UNCLEAR;
        }
        SqlRows rows = selects(tokens.subList(main, tokens.size()), named);
        boolean limited = rows.kind() == Kind.BOUNDED
                && tokens.subList(main, tokens.size()).stream()
                        .anyMatch(token -> token.depth() == depth && token.word("limit"));
        return endless.isPresent() && !limited ? endless.get() : rows;
    }

    private static String nameBefore(List<SqlToken> tokens, int open, int depth) {
        int i = open - 1;
        while (i > 0 && !tokens.get(i).word("as")) {
            i--;
        }
        i--;
        if (i > 0 && tokens.get(i).sign(")")) {
            while (i > 0 && !(tokens.get(i).sign("(") && tokens.get(i).depth() == depth)) {
                i--;
            }
            i--;
        }
        return i >= 0 ? tokens.get(i).text() : "";
    }

    private static boolean refers(List<SqlToken> body, String name) {
        return !name.isEmpty()
                && body.stream().anyMatch(token -> token.name() && token.text().equals(name));
    }

    /** Whether a recursive part counts its depth and stops, keeps its path, or is limited. */
    private static boolean bounded(List<SqlToken> body, List<SqlToken> behind) {
        boolean says = body.stream()
                .anyMatch(token -> token.word("limit")
                        || token.word("cycle")
                        || token.word("top")
                        || token.kind() == SqlToken.Kind.HOLE);
        if (says || behind.stream().anyMatch(token -> token.word("cycle"))) {
            return true;
        }
        for (int i = 1; i + 1 < body.size(); i++) {
            SqlToken token = body.get(i);
            boolean compares = token.sign("<") || token.sign("<=") || token.sign(">") || token.sign(">=");
            SqlToken left = body.get(i - 1);
            SqlToken right = body.get(i + 1);
            boolean number = left.value() || right.value();
            boolean depth = (left.name() && DEPTH.matcher(left.text()).matches())
                    || (right.name() && DEPTH.matcher(right.text()).matches());
            boolean visited = token.word("any") || (token.word("not") && right.word("in"));
            if ((compares && (number || depth)) || visited || token.sign("<@") || token.sign("@>")) {
                return true;
            }
        }
        return false;
    }

    private static SqlRows selects(List<SqlToken> tokens, Map<String, SqlRows> named) {
        int depth = tokens.getFirst().depth();
        boolean odd = tokens.stream()
                .anyMatch(token -> token.depth() == depth && (token.word("intersect") || token.word("except")));
        if (odd) {
            return UNCLEAR;
        }
        List<List<SqlToken>> parts = SqlClauses.divided(tokens, depth, "union");
        if (parts.size() == 1) {
            return SqlSelect.rows(tokens, named);
        }
        List<SqlRows> rows = new ArrayList<>();
        for (List<SqlToken> part : parts) {
            List<SqlToken> select =
                    !part.isEmpty() && part.getFirst().word("all") ? part.subList(1, part.size()) : part;
            rows.add(select.isEmpty() || !select.getFirst().word("select") ? UNCLEAR : SqlSelect.rows(select, named));
        }
        // What limits the last SELECT limits the whole.
        List<SqlToken> last = parts.getLast();
        if (last.stream().anyMatch(token -> token.depth() == depth && token.word("limit"))) {
            return rows.getLast();
        }
        return rows.stream()
                .filter(part -> part.kind() != Kind.BOUNDED)
                .min((one, other) -> one.kind().compareTo(other.kind()))
                .orElse(BOUNDED);
    }

    static SqlRows bounded() {
        return BOUNDED;
    }

    static SqlRows unclear() {
        return UNCLEAR;
    }

    static boolean aggregate(SqlToken token) {
        return token.kind() == SqlToken.Kind.WORD && AGGREGATES.contains(token.text());
    }

    static boolean catalogue(String table) {
        return CATALOGUES.matcher(table).matches();
    }

    static boolean small(String table) {
        return SMALL.matcher(table).matches();
    }

    /** A SELECT in parentheses that is all that a FROM clause names. */
    static SqlRows nested(List<SqlToken> tokens, Map<String, SqlRows> named) {
        return statement(tokens, named);
    }
}
