package dev.headroom.golang.pattern;

import dev.headroom.golang.syntax.Grammar;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SyntaxNode;
import dev.headroom.golang.syntax.SyntaxTree;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Patterns that are looked for together, in one walk over the code.
 *
 * <p>Each is tried only at nodes of the kind that it begins with, and only in files that import the packages it names.
 * Immutable and free for use by any number of threads.
 */
public final class PatternSet {
    /** For those whom nobody bounds: more than any file is worth. */
    private static final long STEPS_PER_WALK = 50_000_000;

    private static final int STATEMENT_LIST = Grammar.symbol("statement_list");

    private final List<Pattern> patterns;

    public PatternSet(List<Pattern> patterns) {
        this.patterns = List.copyOf(patterns);
    }

    /**
     * Every match of every pattern in a node, itself included, in source order, then in the order of the patterns.
     *
     * @param file the file that the node belongs to
     * @throws ParseRefusedException where looking takes more work than a file is worth
     */
    public List<Match> in(Node scope, GoFile file) {
        return in(scope, file, Map.of());
    }

    /** As {@link #in(Node, GoFile)}, where some metavariables are bound beforehand. */
    public List<Match> in(Node scope, GoFile file, Map<String, Node> bound) {
        return in(scope, file, bound, Effort.of(STEPS_PER_WALK));
    }

    /** As {@link #in(Node, GoFile, Map)}, at most with this effort. */
    List<Match> in(Node scope, GoFile file, Map<String, Node> bound, Effort effort) {
        if (!(scope instanceof SyntaxNode(SyntaxTree tree, int from))) {
            throw new IllegalArgumentException("The scope is no node of a syntax tree.");
        }
        Qualifiers qualifiers = new Qualifiers(file, tree);
        Map<Integer, List<Search>> byKind = new HashMap<>();
        List<Search> atAnyStatement = new ArrayList<>();
        for (Pattern pattern : patterns) {
            if (pattern.packages().stream().allMatch(qualifiers::imports)) {
                Search search = new Search(pattern, slots(pattern, bound));
                search.beginsWith()
                        .map(symbol -> byKind.computeIfAbsent(symbol, key -> new ArrayList<>()))
                        .orElse(atAnyStatement)
                        .add(search);
            }
        }
        List<Match> found = new ArrayList<>();
        if (byKind.isEmpty() && atAnyStatement.isEmpty()) {
            return found;
        }
        effort.spend(tree.after(from) - from);
        walk(tree, from, new Matcher(tree, qualifiers, effort), table(byKind), atAnyStatement, found);
        return found;
    }

    private static void walk(
            SyntaxTree tree,
            int from,
            Matcher matcher,
            @Nullable List<Search>[] byKind,
            List<Search> atAnyStatement,
            List<Match> found) {
        int end = tree.after(from);
        for (int node = from; node < end; node++) {
            List<Search> searches = byKind[tree.symbol(node)];
            if (searches != null) {
                for (Search search : searches) {
                    search.at(node, tree, matcher, found);
                }
            }
            if (!atAnyStatement.isEmpty() && isStatement(tree, node)) {
                for (Search search : atAnyStatement) {
                    search.at(node, tree, matcher, found);
                }
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no other way to make an array of lists
    private static @Nullable List<Search>[] table(Map<Integer, List<Search>> byKind) {
        List<Search>[] table = new List[Grammar.ERROR + 1];
        byKind.forEach((symbol, searches) -> table[symbol] = searches);
        return table;
    }

    private static boolean isStatement(SyntaxTree tree, int node) {
        int parent = tree.parent(node);
        return parent != SyntaxTree.NONE && tree.symbol(parent) == STATEMENT_LIST && Grammar.named(tree.symbol(node));
    }

    private static @Nullable SyntaxNode[] slots(Pattern pattern, Map<String, Node> bound) {
        @Nullable SyntaxNode[] slots = new SyntaxNode[pattern.variables().size()];
        for (int slot = 0; slot < slots.length; slot++) {
            slots[slot] = (SyntaxNode) bound.get(pattern.variables().get(slot));
        }
        return slots;
    }

    /** A pattern with what is known of its metavariables. */
    private record Search(Pattern pattern, @Nullable SyntaxNode[] bound) {

        /** The kind of node that a match begins with; empty where that is any statement. */
        java.util.Optional<Integer> beginsWith() {
            return switch (pattern.roots().getFirst()) {
                case PatternNode.Tree root -> java.util.Optional.of(root.symbol());
                case PatternNode.Token root -> java.util.Optional.of(root.symbol());
                default -> java.util.Optional.empty();
            };
        }

        void at(int node, SyntaxTree tree, Matcher matcher, List<Match> found) {
            List<Node> nodes = new ArrayList<>();
            if (!pattern.run()) {
                if (!matcher.matches(pattern.roots().getFirst(), node, bound)) {
                    return;
                }
                nodes.add(tree.node(node));
            } else {
                if (!isStatement(tree, node) || !matcher.matchesRun(pattern.roots(), node, bound)) {
                    return;
                }
                CodeShape shape = new CodeShape(tree);
                int list = tree.parent(node);
                for (int next = node; next != matcher.runEnd(); next = shape.next(next, list)) {
                    nodes.add(tree.node(next));
                }
            }
            Map<String, Node> bindings = new HashMap<>();
            for (int slot = 0; slot < bound.length; slot++) {
                SyntaxNode value = matcher.bindings()[slot];
                if (value != null) {
                    bindings.put(pattern.variables().get(slot), value);
                }
            }
            found.add(new Match(pattern, nodes, bindings));
        }
    }
}
