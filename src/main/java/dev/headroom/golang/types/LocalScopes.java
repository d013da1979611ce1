package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SyntaxNode;
import dev.headroom.golang.syntax.SyntaxTree;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names inside one top-level declaration, each resolved to the variable or type that the innermost scope gives it.
 *
 * @see <a href="https://go.dev/ref/spec#Declarations_and_scope">Go: declarations and scope</a>
 */
public final class LocalScopes {
    /** Deeper nesting than people write is left unresolved, so that hostile code cannot exhaust the stack. */
    private static final int MAX_DEPTH = 400;

    private final GoFile file;
    private final SyntaxTree tree;
    private final int first;
    private final @Nullable Variable[] variables;
    private final Map<Node, TypeDeclaration> types = new HashMap<>();
    private int depth;

    private LocalScopes(SyntaxNode topLevel, GoFile file) {
        this.file = file;
        this.tree = topLevel.tree();
        this.first = topLevel.index();
        this.variables = new Variable[tree.after(first) - first];
    }

    /** Resolves a function, method or variable declaration. */
    public static LocalScopes of(Node topLevel, GoFile file) {
        LocalScopes scopes = new LocalScopes((SyntaxNode) topLevel, file);
        scopes.visit(topLevel, new Scope(null));
        return scopes;
    }

    /** Whether a node is the declaration or lies in it. */
    @SuppressWarnings("ReferenceEquality") // a tree is equal to itself only
    boolean cover(Node node) {
        return node instanceof SyntaxNode(SyntaxTree other, int index)
                && other == tree
                && index >= first
                && index - first < variables.length;
    }

    /** The local variable an identifier declares or names. */
    public Optional<Variable> variable(Node identifier) {
        int place = place(identifier);
        return place >= 0 && place < variables.length ? Optional.ofNullable(variables[place]) : Optional.empty();
    }

    private int place(Node node) {
        return ((SyntaxNode) node).index() - first;
    }

    /** The local type a type identifier names. */
    Optional<TypeDeclaration> type(Node typeIdentifier) {
        return types.isEmpty() ? Optional.empty() : Optional.ofNullable(types.get(typeIdentifier));
    }

    /** The types declared inside, some of them repeatedly. */
    Collection<TypeDeclaration> types() {
        return types.values();
    }

    /** A block's names; the universe and package blocks are not part of it. */
    private static final class Scope {
        private final @Nullable Scope outer;
        // Most blocks declare nothing.
        private Map<String, Variable> variables = Map.of();
        private Map<String, TypeDeclaration> types = Map.of();

        Scope(@Nullable Scope outer) {
            this.outer = outer;
        }

        void declare(String name, Variable variable) {
            if (variables.isEmpty()) {
                variables = new HashMap<>(4);
            }
            variables.put(name, variable);
        }

        void declare(String name, TypeDeclaration type) {
            if (types.isEmpty()) {
                types = new HashMap<>(4);
            }
            types.put(name, type);
        }

        @Nullable
        Variable variable(String name) {
            for (Scope scope = this; scope != null; scope = scope.outer) {
                Variable variable = scope.variables.get(name);
                if (variable != null) {
                    return variable;
                }
            }
            return null;
        }

        @Nullable
        TypeDeclaration type(String name) {
            for (Scope scope = this; scope != null; scope = scope.outer) {
                TypeDeclaration type = scope.types.get(name);
                if (type != null) {
                    return type;
                }
            }
            return null;
        }
    }

    private void visitAll(List<Node> nodes, Scope scope) {
        for (Node node : nodes) {
            visit(node, scope);
        }
    }

    private void visit(Node node, Scope scope) {
        if (depth >= MAX_DEPTH) {
            return;
        }
        depth++;
        try {
            dispatch(node, scope);
        } finally {
            depth--;
        }
    }

    private void dispatch(Node node, Scope scope) {
        switch (node.kind()) {
            case "identifier" -> use(node, scope);
            case "type_identifier" -> {
                TypeDeclaration type = scope.type(node.text());
                if (type != null) {
                    types.put(node, type);
                }
            }
            case "function_declaration", "method_declaration", "func_literal" -> function(node, new Scope(scope));
            case "function_type", "interface_type" ->
                node.descendants().forEach(inner -> {
                    if (inner.kind().equals("type_identifier")) {
                        visit(inner, scope);
                    }
                });
            case "block",
                    "if_statement",
                    "for_statement",
                    "expression_switch_statement",
                    "select_statement",
                    "expression_case",
                    "default_case",
                    "communication_case" -> visitAll(node.namedChildren(), new Scope(scope));
            case "type_switch_statement" -> typeSwitch(node, new Scope(scope));
            case "short_var_declaration" -> {
                node.field("right").ifPresent(right -> visit(right, scope));
                declareAll(node.field("left"), Variable.Kind.SHORT, node, scope);
            }
            case "range_clause" -> {
                node.field("right").ifPresent(right -> visit(right, scope));
                assignOrDeclare(node, Variable.Kind.RANGE, scope);
            }
            case "receive_statement" -> {
                node.field("right").ifPresent(right -> visit(right, scope));
                assignOrDeclare(node, Variable.Kind.RECEIVE, scope);
            }
            case "var_spec", "const_spec" -> {
                node.field("type").ifPresent(type -> visit(type, scope));
                node.field("value").ifPresent(value -> visit(value, scope));
                if (scope.outer != null) {
                    Variable.Kind kind = node.kind().equals("var_spec") ? Variable.Kind.VAR : Variable.Kind.CONST;
                    node.fields("name").forEach(name -> declare(name, kind, node, scope));
                }
            }
            case "type_spec", "type_alias" -> {
                // At the outermost level stand the package's own types.
                node.field("name").filter(name -> scope.outer != null).ifPresent(name -> {
                    TypeDeclaration type =
                            new TypeDeclaration("local " + file.path() + ":" + node.start(), name.text(), node, file);
                    scope.declare(name.text(), type);
                    types.put(name, type);
                });
                node.field("type").ifPresent(type -> visit(type, scope));
            }
            case "composite_literal" -> compositeLiteral(node, scope);
            case "field_declaration" -> node.field("type").ifPresent(type -> visit(type, scope));
            case "labeled_statement" -> visitAll(node.namedChildren(), scope);
            default -> visitAll(node.namedChildren(), scope);
        }
    }

    private void function(Node node, Scope scope) {
        node.field("receiver").ifPresent(list -> parameters(list, Variable.Kind.RECEIVER, scope));
        node.field("parameters").ifPresent(list -> parameters(list, Variable.Kind.PARAMETER, scope));
        node.field("result").ifPresent(result -> {
            if (result.kind().equals("parameter_list")) {
                parameters(result, Variable.Kind.RESULT, scope);
            } else {
                visit(result, scope);
            }
        });
        node.field("body").ifPresent(body -> visitAll(body.namedChildren(), scope));
    }

    private void parameters(Node list, Variable.Kind kind, Scope scope) {
        for (Node declaration : list.namedChildren()) {
            declaration.field("type").ifPresent(type -> visit(type, scope));
            declaration.fields("name").forEach(name -> declare(name, kind, declaration, scope));
        }
    }

    private void typeSwitch(Node node, Scope scope) {
        node.field("initializer").ifPresent(initializer -> visit(initializer, scope));
        node.field("value").ifPresent(value -> visit(value, scope));
        Optional<Node> alias = node.field("alias");
        for (Node child : node.namedChildren()) {
            if (child.kind().equals("type_case") || child.kind().equals("default_case")) {
                Scope clause = new Scope(scope);
                alias.ifPresent(
                        names -> names(names).forEach(name -> declare(name, Variable.Kind.TYPE_SWITCH, child, clause)));
                visitAll(child.namedChildren(), clause);
            }
        }
    }

    private void assignOrDeclare(Node node, Variable.Kind kind, Scope scope) {
        boolean declares = node.children().stream()
                .anyMatch(child -> !child.named() && child.kind().equals(":="));
        if (declares) {
            declareAll(node.field("left"), kind, node, scope);
        } else {
            node.field("left").ifPresent(left -> visit(left, scope));
        }
    }

    private void declareAll(Optional<Node> left, Variable.Kind kind, Node context, Scope scope) {
        left.ifPresent(list -> names(list).forEach(name -> {
            if (scope.variables.containsKey(name.text())) {
                use(name, scope);
            } else {
                declare(name, kind, context, scope);
            }
        }));
    }

    private static List<Node> names(Node list) {
        return list.kind().equals("identifier")
                ? List.of(list)
                : list.namedChildren().stream()
                        .filter(name -> name.kind().equals("identifier"))
                        .toList();
    }

    private void declare(Node name, Variable.Kind kind, Node context, Scope scope) {
        if (name.kind().equals("identifier") && !name.text().equals("_")) {
            Variable variable = new Variable(kind, name, context, file);
            scope.declare(name.text(), variable);
            variables[place(name)] = variable;
        }
    }

    private void use(Node identifier, Scope scope) {
        Variable variable = scope.variable(identifier.text());
        if (variable != null) {
            variables[place(identifier)] = variable;
            variable.usedBy(identifier);
        }
    }

    /** A key that is a bare name is a field, unless the literal is written as that of a map, slice or array. */
    private void compositeLiteral(Node literal, Scope scope) {
        literal.field("type").ifPresent(type -> visit(type, scope));
        boolean keysAreValues = literal.field("type")
                .map(type -> type.kind().equals("map_type")
                        || type.kind().equals("slice_type")
                        || type.kind().endsWith("array_type"))
                .orElse(false);
        literal.field("body").ifPresent(body -> literalValue(body, keysAreValues, scope));
    }

    private void literalValue(Node body, boolean keysAreValues, Scope scope) {
        for (Node element : body.namedChildren()) {
            if (!element.kind().equals("keyed_element")) {
                literalElement(element, scope);
                continue;
            }
            List<Node> parts = element.namedChildren();
            for (int i = 0; i < parts.size(); i++) {
                boolean fieldName = i == 0 && parts.size() > 1 && !keysAreValues && bareName(parts.get(0));
                if (!fieldName) {
                    literalElement(parts.get(i), scope);
                }
            }
        }
    }

    private static boolean bareName(Node key) {
        List<Node> inside = key.kind().equals("literal_element") ? key.namedChildren() : List.of(key);
        return inside.size() == 1 && inside.getFirst().kind().equals("identifier");
    }

    private void literalElement(Node element, Scope scope) {
        if (depth >= MAX_DEPTH) {
            return;
        }
        depth++;
        try {
            if (element.kind().equals("literal_value")) {
                literalValue(element, false, scope);
            } else if (element.kind().equals("literal_element")) {
                element.namedChildren().forEach(inner -> literalElement(inner, scope));
            } else {
                visit(element, scope);
            }
        } finally {
            depth--;
        }
    }
}
