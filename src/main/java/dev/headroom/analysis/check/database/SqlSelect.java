package dev.headroom.analysis.check.database;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Judges one SELECT: by its limit, what it selects, where from, and under which conditions. */
final class SqlSelect {
    private SqlSelect() {}

    static SqlRows rows(List<SqlToken> tokens, Map<String, SqlRows> named) {
        SqlClauses clauses = SqlClauses.of(tokens);
        if (hidden(tokens)) {
            return SqlRows.unclear();
        }
        boolean page = clauses.has("limit") || clauses.has("offset") || clauses.has("fetch");
        if (page) {
            return paged(clauses);
        }
        List<SqlToken> list = clauses.get("select");
        boolean top = !list.isEmpty() && list.getFirst().word("top");
        if (top || !clauses.has("from") || oneRow(clauses)) {
            return SqlRows.bounded();
        }
        return from(clauses, named);
    }

    /** Whether a part is not known that is not just a table's name. */
    private static boolean hidden(List<SqlToken> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).kind() == SqlToken.Kind.HOLE) {
                boolean table = i > 0
                        && (tokens.get(i - 1).word("from")
                                || tokens.get(i - 1).word("join")
                                || tokens.get(i - 1).sign("."));
                if (!table) {
                    return true;
                }
            }
        }
        return false;
    }

    private static SqlRows paged(SqlClauses clauses) {
        List<SqlToken> limit = clauses.get("limit");
        List<SqlToken> offset = clauses.get("offset");
        List<List<SqlToken>> both = SqlClauses.divided(limit, clauses.depth(), ",");
        if (both.size() == 2) {
            offset = both.getFirst();
        }
        boolean asked = offset.stream().anyMatch(token -> token.kind() == SqlToken.Kind.PARAMETER);
        boolean one = limit.size() == 1 && limit.getFirst().text().equals("1");
        if (asked && !one) {
            return new SqlRows(SqlRows.Kind.OFFSET, table(clauses.get("from")));
        }
        boolean limited = clauses.has("fetch")
                || (clauses.has("limit")
                        && !limit.isEmpty()
                        && !limit.getFirst().word("all"));
        return limited ? SqlRows.bounded() : SqlRows.unclear();
    }

    /** Whether all rows are brought together in one. */
    private static boolean oneRow(SqlClauses clauses) {
        if (clauses.has("group")) {
            return false;
        }
        List<SqlToken> list = clauses.get("select");
        int subquery = Integer.MAX_VALUE;
        for (int i = 0; i + 1 < list.size(); i++) {
            SqlToken token = list.get(i);
            if (token.depth() < subquery) {
                subquery = Integer.MAX_VALUE;
            }
            if (token.word("select")) {
                subquery = Math.min(subquery, token.depth());
            }
            boolean aggregate = token.depth() < subquery
                    && SqlRows.aggregate(token)
                    && list.get(i + 1).sign("(");
            if (aggregate && !window(list, i + 1)) {
                return true;
            }
        }
        return false;
    }

    private static boolean window(List<SqlToken> list, int open) {
        int depth = list.get(open).depth();
        int close = open + 1;
        while (close < list.size() && list.get(close).depth() > depth) {
            close++;
        }
        return close + 1 < list.size()
                && (list.get(close + 1).word("over")
                        || (list.get(close + 1).word("filter")
                                && list.stream().skip(close).anyMatch(token -> token.word("over"))));
    }

    private static SqlRows from(SqlClauses clauses, Map<String, SqlRows> named) {
        List<SqlToken> from = clauses.get("from");
        if (from.isEmpty()) {
            return SqlRows.unclear();
        }
        SqlCondition condition = conditions(clauses);
        if (condition == SqlCondition.KEY) {
            return SqlRows.bounded();
        }
        int depth = clauses.depth();
        boolean several =
                from.stream().anyMatch(token -> token.depth() == depth && (token.sign(",") || token.word("join")));
        SqlToken first = from.getFirst();
        if (first.sign("(")) {
            return several ? SqlRows.unclear() : inner(from, depth, condition, named);
        }
        boolean function = from.size() > 1 && from.get(1).sign("(");
        if (function) {
            return several ? SqlRows.unclear() : SqlRows.bounded();
        }
        String table = table(from);
        if (SqlRows.catalogue(first.text()) || SqlRows.catalogue(table)) {
            return SqlRows.bounded();
        }
        if (named.containsKey(table)) {
            SqlRows source = named.get(table);
            return several || source.kind() != SqlRows.Kind.BOUNDED ? SqlRows.unclear() : source;
        }
        boolean distinct = clauses.get("select").stream()
                .findFirst()
                .filter(token -> token.word("distinct"))
                .isPresent();
        boolean unclear = condition == SqlCondition.UNCLEAR || clauses.has("group") || distinct || SqlRows.small(table);
        return unclear ? SqlRows.unclear() : new SqlRows(SqlRows.Kind.MANY, table);
    }

    private static SqlRows inner(List<SqlToken> from, int depth, SqlCondition condition, Map<String, SqlRows> named) {
        int end = 1;
        while (end < from.size() && from.get(end).depth() > depth) {
            end++;
        }
        SqlRows rows = SqlRows.nested(from.subList(1, end), named);
        return condition == SqlCondition.LOOSE || rows.kind() != SqlRows.Kind.MANY ? rows : SqlRows.unclear();
    }

    /** The strictest of the conditions that rows must fulfil: WHERE, and ON of inner joins. */
    private static SqlCondition conditions(SqlClauses clauses) {
        int depth = clauses.depth();
        SqlCondition where = clauses.has("where") ? SqlCondition.of(clauses.get("where"), depth) : SqlCondition.LOOSE;
        if (where == SqlCondition.KEY) {
            return where;
        }
        List<SqlToken> on = new ArrayList<>();
        boolean inside = false;
        for (SqlToken token : clauses.get("from")) {
            if (token.depth() == depth && token.word("on")) {
                inside = true;
                on = new ArrayList<>();
            } else if (token.depth() == depth
                    && (token.word("join") || token.word("left") || token.word("inner") || token.word("cross"))) {
                if (inside && SqlCondition.of(on, depth) == SqlCondition.KEY) {
                    return SqlCondition.KEY;
                }
                inside = false;
            } else if (inside) {
                on.add(token);
            }
        }
        return inside && SqlCondition.of(on, depth) == SqlCondition.KEY ? SqlCondition.KEY : where;
    }

    private static String table(List<SqlToken> from) {
        String table = "";
        for (int i = 0; i < from.size(); i++) {
            SqlToken token = from.get(i);
            if (token.name()) {
                table = token.text();
            }
            boolean more = i + 1 < from.size() && from.get(i + 1).sign(".");
            if (!more && !token.sign(".")) {
                break;
            }
        }
        return table;
    }
}
