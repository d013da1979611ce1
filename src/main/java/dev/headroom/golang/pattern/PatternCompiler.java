package dev.headroom.golang.pattern;

import dev.headroom.golang.syntax.Grammar;
import dev.headroom.golang.syntax.SyntaxTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns a parsed pattern into the nodes that the matcher works with. */
final class PatternCompiler {
    private static final int MAX_DEPTH = 100;

    /** Nodes that mean "anything that may stand here" when a metavariable is all there is in them. */
    private static final Set<String> WRAPPERS = Set.of(
            "expression_statement", "literal_element", "parameter_declaration", "field_declaration", "type_elem");

    private static final Set<String> NAMES =
            Set.of("identifier", "type_identifier", "field_identifier", "package_identifier", "label_name");

    private final SyntaxTree tree;
    private final CodeShape shape;
    private final Map<String, String> imports;
    private final List<String> variables = new ArrayList<>();
    private final Set<String> packages = new LinkedHashSet<>();

    PatternCompiler(SyntaxTree tree, Map<String, String> imports) {
        this.tree = tree;
        this.shape = new CodeShape(tree);
        this.imports = imports;
    }

    /** The names of the metavariables met, each at the number of its slot. */
    List<String> variables() {
        return variables;
    }

    /** The import paths of the qualifiers met. */
    Set<String> packages() {
        return packages;
    }

    PatternNode compileRoot(int root) {
        return compile(root, Grammar.NO_FIELD, 0);
    }

    private PatternNode compile(int node, int field, int depth) {
        if (depth > MAX_DEPTH) {
            throw new PatternException("The pattern is nested deeper than " + MAX_DEPTH + " levels.");
        }
        int inner = unwrapped(node);
        String text = isName(inner) ? shape.text(inner) : "";
        if (PatternSource.isRest(text)) {
            return new PatternNode.Rest(field);
        }
        if (PatternSource.isVariable(text)) {
            return new PatternNode.Variable(field, slot(text));
        }
        if (tree.after(node) == node + 1) {
            return isQualifier(node) ? qualifier(field, text) : token(node, field);
        }
        List<PatternNode> children = new ArrayList<>();
        for (int part = shape.first(node); part != SyntaxTree.NONE; part = shape.next(part, node)) {
            if (restBeforeParameter(part)) {
                children.add(new PatternNode.Rest(Grammar.NO_FIELD));
            }
            children.add(compile(part, shape.field(part, node), depth + 1));
        }
        if (restBeforeParameter(node)) {
            children.removeFirst();
        }
        return new PatternNode.Tree(tree.symbol(node), field, children, keyed(node, children));
    }

    /** Whether Go reads {@code $$$, n int} as two parameters of one type, where further parameters are meant. */
    private boolean restBeforeParameter(int node) {
        int first = shape.first(node);
        return Grammar.kind(tree.symbol(node)).equals("parameter_declaration")
                && shape.only(node) == SyntaxTree.NONE
                && first != SyntaxTree.NONE
                && PatternSource.isRest(shape.text(first));
    }

    private int unwrapped(int node) {
        int current = node;
        while (WRAPPERS.contains(Grammar.kind(tree.symbol(current)))) {
            int only = shape.only(current);
            if (only == SyntaxTree.NONE) {
                return node;
            }
            current = only;
        }
        return current;
    }

    private boolean isName(int node) {
        return NAMES.contains(Grammar.kind(tree.symbol(node)));
    }

    private PatternNode token(int node, int field) {
        return new PatternNode.Token(tree.symbol(node), field, shape.bytes(node));
    }

    private int slot(String identifier) {
        if (PatternSource.isAnyOne(identifier)) {
            return PatternNode.Variable.NO_SLOT;
        }
        String name = PatternSource.variableName(identifier);
        if (!variables.contains(name)) {
            variables.add(name);
        }
        return variables.indexOf(name);
    }

    private boolean isQualifier(int node) {
        String kind = Grammar.kind(tree.symbol(node));
        String parent = Grammar.kind(tree.symbol(tree.parent(node)));
        boolean ofType = kind.equals("package_identifier") && parent.equals("qualified_type");
        boolean ofValue = kind.equals("identifier")
                && parent.equals("selector_expression")
                && tree.field(node) == Grammar.field("operand");
        return (ofType || ofValue) && imports.containsKey(shape.text(node));
    }

    private PatternNode qualifier(int field, String name) {
        String path = imports.get(name);
        packages.add(path);
        return new PatternNode.Qualifier(field, path);
    }

    private boolean keyed(int node, List<PatternNode> children) {
        int keyedElement = Grammar.symbol("keyed_element");
        boolean elements = children.stream()
                .filter(child -> !(child instanceof PatternNode.Rest))
                .allMatch(child -> child instanceof PatternNode.Tree element && element.symbol() == keyedElement);
        boolean any = children.stream().anyMatch(PatternNode.Tree.class::isInstance);
        return Grammar.kind(tree.symbol(node)).equals("literal_value") && elements && any;
    }
}
