package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tells code that only tests can call, though its file is none: it takes or keeps what the package {@code testing} gives them. */
public final class TestingCode {
    private static final String TESTING = "testing";

    private TestingCode() {}

    private record Whole(boolean forTests) {}

    /** Whether a file is there for tests: its package says so, or at least half of its functions can only be called by them. */
    public static boolean isWhole(GoFile file) {
        return file.importPaths().contains(TESTING)
                && file.once(Whole.class, TestingCode::judged).forTests();
    }

    private static Whole judged(GoFile file) {
        String name = file.packageName();
        if (name.startsWith("test") || name.endsWith("test") || name.endsWith(TESTING)) {
            return new Whole(true);
        }
        Set<String> kept = keepers(file);
        int all = 0;
        int ofTests = 0;
        for (Node declaration : file.root().namedChildren()) {
            if (isFunction(declaration)) {
                all++;
                ofTests += takesTest(declaration) || kept.contains(GoPackage.receiverType(declaration)) ? 1 : 0;
            }
        }
        return new Whole(2 * ofTests >= all);
    }

    /** Whether a function around a place takes a test, a benchmark or the like. */
    public static boolean holds(GoFile file, Node place) {
        if (!file.importPaths().contains(TESTING)) {
            return false;
        }
        for (Optional<Node> up = Optional.of(place);
                up.isPresent();
                up = up.get().parent()) {
            if ((isFunction(up.get()) || up.get().kind().equals("func_literal")) && takesTest(up.get())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFunction(Node node) {
        return node.kind().equals("function_declaration") || node.kind().equals("method_declaration");
    }

    private static boolean takesTest(Node function) {
        return function.field("parameters").filter(TestingCode::namesTest).isPresent();
    }

    /** The types of a file with a field such as {@code t *testing.T}. */
    private static Set<String> keepers(GoFile file) {
        Set<String> names = new HashSet<>();
        for (Node spec : file.nodes("type_spec")) {
            if (spec.field("type").filter(TestingCode::namesTest).isPresent()) {
                spec.field("name").ifPresent(name -> names.add(name.text()));
            }
        }
        return names;
    }

    private static boolean namesTest(Node node) {
        for (Node inner : node.descendants()) {
            if (inner.kind().equals("qualified_type")
                    && List.of("testing.T", "testing.B", "testing.TB", "testing.M", "testing.F")
                            .contains(inner.text())) {
                return true;
            }
        }
        return false;
    }
}
