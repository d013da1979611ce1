package dev.headroom.analysis.check.database;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The clauses of one SELECT without set operations, each with its tokens; those in parentheses are left as they are. */
final class SqlClauses {
    private static final List<String> STARTS =
            List.of("select", "from", "where", "group", "having", "window", "order", "limit", "offset", "fetch", "for");

    private final Map<String, List<SqlToken>> clauses = new LinkedHashMap<>();
    private final int depth;

    private SqlClauses(int depth) {
        this.depth = depth;
    }

    /** @param tokens of which the first is {@code select} */
    static SqlClauses of(List<SqlToken> tokens) {
        SqlClauses clauses = new SqlClauses(tokens.getFirst().depth());
        List<SqlToken> current = new ArrayList<>();
        for (SqlToken token : tokens) {
            boolean starts = token.depth() == clauses.depth
                    && token.kind() == SqlToken.Kind.WORD
                    && STARTS.contains(token.text())
                    && !clauses.clauses.containsKey(token.text());
            if (starts) {
                current = new ArrayList<>();
                clauses.clauses.put(token.text(), current);
            } else {
                current.add(token);
            }
        }
        return clauses;
    }

    int depth() {
        return depth;
    }

    boolean has(String clause) {
        return clauses.containsKey(clause);
    }

    /** What stands behind a clause's word, up to the next clause. */
    List<SqlToken> get(String clause) {
        return clauses.getOrDefault(clause, List.of());
    }

    /** Divides tokens at a word or sign of a depth. */
    static List<List<SqlToken>> divided(List<SqlToken> tokens, int depth, String at) {
        List<List<SqlToken>> parts = new ArrayList<>();
        List<SqlToken> part = new ArrayList<>();
        for (SqlToken token : tokens) {
            if (token.depth() == depth && (token.word(at) || token.sign(at))) {
                parts.add(part);
                part = new ArrayList<>();
            } else {
                part.add(token);
            }
        }
        parts.add(part);
        return parts;
    }
}
