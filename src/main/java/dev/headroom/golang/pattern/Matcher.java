package dev.headroom.golang.pattern;

import dev.headroom.golang.syntax.Grammar;
import dev.headroom.golang.syntax.ParseRefusedException;
import dev.headroom.golang.syntax.SyntaxNode;
import dev.headroom.golang.syntax.SyntaxTree;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search for one way to lay a pattern over code.
 *
 * <p>What remains to be matched is a list of goals; only where a goal leaves a choice does the search branch, so the depth
 * of the recursion is bounded by the pattern. The number of steps is bounded too: several {@code $$$} in one list could
 * else be tried in very many ways.
 */
final class Matcher {
    private static final int STEPS_PER_ATTEMPT = 100_000;
    private static final int KEYED_ELEMENT = Grammar.symbol("keyed_element");
    private static final List<String> TRANSPARENT = List.of("expression_statement", "literal_element", "type_elem");

    private final SyntaxTree tree;
    private final CodeShape shape;
    private final Qualifiers qualifiers;
    private final Effort effort;
    private @Nullable SyntaxNode[] bindings = new SyntaxNode[0];
    private int attemptStepsLeft;
    private int runEnd;

    Matcher(SyntaxTree tree, Qualifiers qualifiers, Effort effort) {
        this.tree = tree;
        this.effort = effort;
        this.shape = new CodeShape(tree);
        this.qualifiers = qualifiers;
    }

    private sealed interface Goal {}

    /** Lay one part of the pattern over one node. */
    private record One(
            PatternNode pattern, int node, @Nullable Goal next) implements Goal {}

    /**
     * Lay the parts from {@code at} on over the parts of a container from {@code node} on.
     *
     * @param open whether code may follow
     */
    private record Sequence(
            List<PatternNode> parts,
            int at,
            int container,
            int node,
            boolean open,
            @Nullable Goal next) implements Goal {}

    /** Lay the keyed elements from {@code at} on over elements of a literal that are not used yet. */
    private record Elements(
            PatternNode.Tree literal,
            int at,
            int container,
            @Nullable Used used,
            @Nullable Goal next) implements Goal {}

    private record Used(int node, @Nullable Used others) {
        static boolean contains(@Nullable Used list, int node) {
            for (Used used = list; used != null; used = used.others) {
                if (used.node == node) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Whether the node matches; then the bindings are there to be read. */
    boolean matches(PatternNode pattern, int node, @Nullable SyntaxNode[] bound) {
        return begin(bound, new One(pattern, node, null));
    }

    /** Whether statements from one on match; then {@link #runEnd} is there to be read. */
    boolean matchesRun(List<PatternNode> patterns, int statement, @Nullable SyntaxNode[] bound) {
        return begin(bound, new Sequence(patterns, 0, tree.parent(statement), statement, true, null));
    }

    /** The first statement behind the run, {@link SyntaxTree#NONE} at the end of the list. */
    int runEnd() {
        return runEnd;
    }

    /** What the slots hold after a match. */
    @Nullable
    SyntaxNode[] bindings() {
        return bindings;
    }

    private boolean begin(@Nullable SyntaxNode[] bound, Goal goal) {
        bindings = bound.clone();
        attemptStepsLeft = STEPS_PER_ATTEMPT;
        return reach(goal);
    }

    private boolean reach(@Nullable Goal first) {
        Goal goal = first;
        while (goal != null) {
            spend(1);
            switch (goal) {
                case One one -> {
                    if (!accepts(one.pattern, one.node)) {
                        return false;
                    }
                    goal = parts(one);
                }
                case Sequence sequence -> {
                    if (sequence.at == sequence.parts.size()) {
                        if (!sequence.open && sequence.node != SyntaxTree.NONE) {
                            return false;
                        }
                        runEnd = sequence.open ? sequence.node : runEnd;
                        goal = sequence.next;
                    } else if (sequence.parts.get(sequence.at) instanceof PatternNode.Rest rest) {
                        return skip(sequence, rest);
                    } else {
                        PatternNode part = sequence.parts.get(sequence.at);
                        if (sequence.node == SyntaxTree.NONE
                                || shape.field(sequence.node, sequence.container) != part.field()) {
                            return false;
                        }
                        goal = new One(part, sequence.node, after(sequence, 1, true));
                    }
                }
                case Elements elements -> {
                    if (elements.at < elements.literal.children().size()) {
                        return choose(elements);
                    }
                    if (!complete(elements)) {
                        return false;
                    }
                    goal = elements.next;
                }
            }
        }
        return true;
    }

    private Sequence after(Sequence sequence, int parts, boolean consume) {
        int node = consume ? shape.next(sequence.node, sequence.container) : sequence.node;
        return new Sequence(
                sequence.parts, sequence.at + parts, sequence.container, node, sequence.open, sequence.next);
    }

    /** Whether the node itself fits, whatever is in it. */
    private boolean accepts(PatternNode pattern, int node) {
        return switch (pattern) {
            case PatternNode.Token(int symbol, int field, byte[] text) ->
                tree.symbol(node) == symbol
                        && Arrays.equals(tree.source(), tree.start(node), tree.end(node), text, 0, text.length);
            case PatternNode.Tree parent -> tree.symbol(node) == parent.symbol();
            case PatternNode.Variable(int field, int slot) ->
                Grammar.named(tree.symbol(node)) && (slot == PatternNode.Variable.NO_SLOT || bind(slot, node));
            case PatternNode.Qualifier(int field, String path) -> qualifiers.names(node, path);
            case PatternNode.Rest rest -> false;
        };
    }

    private @Nullable Goal parts(One one) {
        if (!(one.pattern instanceof PatternNode.Tree parent)) {
            return one.next;
        }
        return parent.anyOrder()
                ? new Elements(parent, 0, one.node, null, one.next)
                : new Sequence(parent.children(), 0, one.node, shape.first(one.node), false, one.next);
    }

    private boolean bind(int slot, int node) {
        SyntaxNode found = new SyntaxNode(tree, transparent(node));
        SyntaxNode bound = bindings[slot];
        if (bound == null) {
            bindings[slot] = found;
            return true;
        }
        spend(tree.after(node) - node);
        return CodeShape.same(bound, found);
    }

    private int transparent(int node) {
        int current = node;
        while (TRANSPARENT.contains(Grammar.kind(tree.symbol(current))) && shape.only(current) != SyntaxTree.NONE) {
            current = shape.only(current);
        }
        return current;
    }

    private boolean skip(Sequence sequence, PatternNode.Rest rest) {
        boolean last = sequence.at + 1 == sequence.parts.size();
        Sequence from = sequence;
        while (true) {
            if (!last || from.node == SyntaxTree.NONE) {
                @Nullable SyntaxNode[] before = bindings.clone();
                if (reach(after(from, 1, false))) {
                    return true;
                }
                bindings = before;
            }
            boolean takes = from.node != SyntaxTree.NONE
                    && Grammar.named(tree.symbol(from.node))
                    && shape.field(from.node, from.container) == rest.field();
            if (!takes) {
                return false;
            }
            spend(1);
            from = after(from, 0, true);
        }
    }

    private boolean choose(Elements goal) {
        PatternNode element = goal.literal.children().get(goal.at);
        if (element instanceof PatternNode.Rest) {
            return reach(new Elements(goal.literal, goal.at + 1, goal.container, goal.used, goal.next));
        }
        for (int node = shape.first(goal.container); node != SyntaxTree.NONE; node = shape.next(node, goal.container)) {
            spend(1);
            if (tree.symbol(node) == KEYED_ELEMENT && !Used.contains(goal.used, node)) {
                @Nullable SyntaxNode[] before = bindings.clone();
                Used used = new Used(node, goal.used);
                if (reach(new One(
                        element, node, new Elements(goal.literal, goal.at + 1, goal.container, used, goal.next)))) {
                    return true;
                }
                bindings = before;
            }
        }
        return false;
    }

    private boolean complete(Elements goal) {
        if (goal.literal.children().stream().anyMatch(PatternNode.Rest.class::isInstance)) {
            return true;
        }
        int elements = 0;
        for (int node = shape.first(goal.container); node != SyntaxTree.NONE; node = shape.next(node, goal.container)) {
            elements++;
        }
        return elements == goal.literal.children().size();
    }

    private void spend(int steps) {
        attemptStepsLeft -= steps;
        effort.spend(steps);
        if (attemptStepsLeft < 0) {
            throw new ParseRefusedException("too repetitive to look for patterns in");
        }
    }
}
