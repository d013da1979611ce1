package dev.headroom.golang.pattern;

import dev.headroom.golang.syntax.GoParser;
import dev.headroom.golang.syntax.Grammar;
import dev.headroom.golang.syntax.SyntaxTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern parsed inside of the Go that it needs around it: a function, a file, a variable's type.
 *
 * @param roots the nodes that are the pattern itself; several only where they are statements
 */
record PatternReading(SyntaxTree tree, List<Integer> roots) {
    private static final Set<String> DECLARATIONS = Set.of("var_declaration", "const_declaration", "type_declaration");

    /**
     * Takes the first reading that parses.
     *
     * @throws PatternException where there is none
     */
    static PatternReading of(PatternSource source, String written) {
        try (GoParser parser = new GoParser()) {
            return asStatements(source.go(), parser)
                    .or(() -> asDeclaration(source.go(), parser))
                    .or(() -> asType(source.go(), parser))
                    .orElseThrow(
                            () -> new PatternException(
                                    "The pattern " + written.strip()
                                            + " does not parse as Go: neither as an expression or statements, nor as a declaration or type."));
        }
    }

    private static Optional<PatternReading> asStatements(String go, GoParser parser) {
        SyntaxTree tree = parse("package p\n\nfunc _() {\n" + go + "\n}\n", parser);
        return onlyDeclaration(tree)
                .filter(function -> tree.node(function).kind().equals("function_declaration"))
                .map(function -> tree.child(function, Grammar.field("body")))
                .map(body -> parts(tree, body))
                .filter(statements -> !statements.isEmpty())
                .map(statements -> new PatternReading(tree, unwrap(tree, statements)));
    }

    private static Optional<PatternReading> asDeclaration(String go, GoParser parser) {
        SyntaxTree tree = parse("package p\n\n" + go + "\n", parser);
        return onlyDeclaration(tree)
                .filter(declaration -> !tree.node(declaration).kind().equals("import_declaration"))
                .map(declaration -> new PatternReading(tree, unwrap(tree, List.of(declaration))));
    }

    private static Optional<PatternReading> asType(String go, GoParser parser) {
        SyntaxTree tree = parse("package p\n\nvar _ " + go + "\n", parser);
        CodeShape shape = new CodeShape(tree);
        return onlyDeclaration(tree)
                .map(declaration -> parts(tree, declaration).getLast())
                .filter(spec -> parts(tree, spec).size() == 2)
                .map(spec -> tree.child(spec, Grammar.field("type")))
                .filter(type -> type != SyntaxTree.NONE && shape.first(type) != SyntaxTree.NONE)
                .map(type -> new PatternReading(tree, List.of(type)));
    }

    private static SyntaxTree parse(String go, GoParser parser) {
        return parser.parse(go.getBytes(StandardCharsets.UTF_8));
    }

    /** The one declaration behind the package clause; a pattern that closes what is around it has more. */
    private static Optional<Integer> onlyDeclaration(SyntaxTree tree) {
        List<Integer> parts = parts(tree, 0);
        return tree.broken() || parts.size() != 2 ? Optional.empty() : Optional.of(parts.getLast());
    }

    /** An expression matches wherever one stands, and a declaration of one name inside of parentheses as well. */
    private static List<Integer> unwrap(SyntaxTree tree, List<Integer> roots) {
        if (roots.size() != 1) {
            return roots;
        }
        int root = roots.getFirst();
        String kind = tree.node(root).kind();
        List<Integer> parts = parts(tree, root);
        if (kind.equals("expression_statement")) {
            return parts;
        }
        boolean single = DECLARATIONS.contains(kind)
                && parts.size() == 2
                && !tree.node(parts.getLast()).kind().endsWith("_list");
        return single ? List.of(parts.getLast()) : roots;
    }

    private static List<Integer> parts(SyntaxTree tree, int container) {
        CodeShape shape = new CodeShape(tree);
        List<Integer> parts = new ArrayList<>();
        for (int part = shape.first(container); part != SyntaxTree.NONE; part = shape.next(part, container)) {
            parts.add(part);
        }
        return parts;
    }
}
