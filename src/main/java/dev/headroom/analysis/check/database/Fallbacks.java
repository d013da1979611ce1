package dev.headroom.analysis.check.database;

import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells places that are passed only where something else had no answer: a cache, or what was asked before. */
final class Fallbacks {
    private static final Pattern FAILED = Pattern.compile("\\b\\w*[eE]rr\\w* != nil");
    private static final Pattern WENT_WELL = Pattern.compile("\\b\\w*[eE]rr\\w* == nil");

    private Fallbacks() {}

    /** Whether a place is one, as far as the function or loop around it shows. */
    static boolean is(Node place, Node within) {
        return afterFailure(place, within) || remembered(place, within);
    }

    /** {@code if node, err := ring.Get(id); err == nil { return node }} before the place, or the place where it failed. */
    private static boolean afterFailure(Node place, Node within) {
        for (Node node : within.descendants()) {
            if (node.start() >= place.start()) {
                return false;
            }
            if (node.kind().equals("if_statement")) {
                Optional<Node> then = node.field("consequence");
                String condition = node.field("condition").map(Node::text).orElse("");
                boolean answered = node.end() <= place.start()
                        && WENT_WELL.matcher(condition).find()
                        && then.filter(Fallbacks::leaves).isPresent();
                boolean failed = FAILED.matcher(condition).find()
                        && then.filter(block -> block.start() < place.start() && place.end() <= block.end())
                                .isPresent();
                if (answered || failed) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean leaves(Node block) {
        return block.namedChildren().stream()
                .flatMap(list -> list.namedChildren().stream())
                .reduce((first, second) -> second)
                .filter(last ->
                        last.kind().equals("return_statement") || last.kind().equals("continue_statement"))
                .isPresent();
    }

    /** {@code if user, ok := users[id]; ok} before the place, and {@code users[id] = user} somewhere: a map that remembers. */
    private static boolean remembered(Node place, Node within) {
        Set<String> read = new HashSet<>();
        Set<String> written = new HashSet<>();
        for (Node node : within.descendants()) {
            if (node.kind().equals("index_expression")) {
                String map = node.field("operand").map(Node::text).orElse("");
                if (Assignment.to(node).isPresent()) {
                    written.add(map);
                } else if (node.end() <= place.start() && looksUp(node)) {
                    read.add(map);
                }
            }
        }
        read.retainAll(written);
        return !read.isEmpty();
    }

    /** {@code user, ok := users[id]} */
    private static boolean looksUp(Node index) {
        return index.parent()
                .filter(list -> list.kind().equals("expression_list"))
                .flatMap(Node::parent)
                .flatMap(statement -> statement.field("left"))
                .filter(left -> left.namedChildren().size() == 2)
                .isPresent();
    }
}
