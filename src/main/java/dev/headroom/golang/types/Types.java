package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.NodeMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the names and expressions of a program are: types, declarations, what a call calls. Unknown wherever that takes
 * more than reading. Answers are remembered; not for use by several threads at once.
 */
public final class Types {
    private static final int MAX_DEPTH = 200;
    private static final Set<String> BUILTINS = Set.of(
            "append", "cap", "clear", "close", "complex", "copy", "delete", "imag", "len", "make", "max", "min", "new",
            "panic", "print", "println", "real", "recover");

    private final Packages packages;
    private final NameResolution names;
    private final TypeExpressions expressions;
    private final Members members;
    private final CallTypes calls;
    private final VariableTypes variables;
    private final NodeMap<GoType> types = new NodeMap<>();
    private final NodeMap<GoType.Func> signatures = new NodeMap<>();
    private int depth;

    public Types(Packages packages) {
        this.packages = packages;
        this.names = new NameResolution(packages);
        this.expressions = new TypeExpressions(packages, names);
        this.members = new Members(packages, names, expressions);
        this.calls = new CallTypes(packages, this);
        this.variables = new VariableTypes(this);
    }

    /** Whether nothing in a package from outside limits what it is given, or keeps it from sight. */
    public boolean harmless(String packagePath) {
        return packages.harmless(packagePath);
    }

    /** The type of an expression. */
    public GoType typeOf(Node expression) {
        GoType known = types.get(expression);
        if (known != null) {
            return known;
        }
        if (depth > MAX_DEPTH) {
            return GoType.unknown();
        }
        depth++;
        types.put(expression, GoType.unknown());
        GoType type = infer(expression);
        types.put(expression, type);
        depth--;
        return type;
    }

    /** The type a type expression writes. */
    public GoType read(Node typeExpression) {
        return expressions.read(typeExpression, packages.fileOf(typeExpression));
    }

    /** The declaration that the name of a type means where it stands, {@code pkg.Name} included; aliases are not followed. */
    public Optional<TypeDeclaration> declared(Node typeName) {
        return expressions
                .declared(typeName, packages.fileOf(typeName))
                .filter(declaration -> packages.local(declaration.packagePath()));
    }

    /** The type of a variable, parameter, constant. */
    public GoType typeOf(Variable variable) {
        return variables.typeOf(variable);
    }

    /** The parameters and results of a function. */
    public GoType.Func signature(Function function) {
        GoType.Func known = signatures.get(function.node());
        if (known == null) {
            known = expressions.signature(function.node(), function.file());
            if (expressions.settled()) {
                signatures.put(function.node(), known);
            }
        }
        return known;
    }

    /** The type of what a call's method is called on; unknown for calls of functions. */
    public GoType receiverOf(Node call) {
        return Expressions.receiver(call).map(this::typeOf).orElse(GoType.unknown());
    }

    /** What a declared type is made of; the type itself when it has no name. */
    public GoType underlying(GoType type) {
        return members.underlying(type);
    }

    /** The declaration of a declared type of the repository or of the catalogue. */
    public Optional<TypeDeclaration> declaration(GoType type) {
        return members.declaration(type.pointee());
    }

    /** The fields that a struct type, or what a pointer to it points to, declares itself. */
    public List<Field> fields(GoType type) {
        return members.fields(type);
    }

    /** The methods an interface asks for, by name; empty for other types. */
    public Map<String, Function> interfaceMethods(GoType type) {
        return members.interfaceMethods(type.pointee());
    }

    /** The methods in view of a type or of a pointer to it, by name, promoted ones included. */
    public Map<String, Function> methodSet(GoType type) {
        return members.methodSet(type);
    }

    /** What a {@code selector_expression} picks from its operand; empty for members of packages and unknown types. */
    public Optional<Member> member(Node selector) {
        Optional<Node> operand = selector.field("operand");
        Optional<Node> field = selector.field("field");
        if (operand.isEmpty() || field.isEmpty() || packageOf(operand.get()).isPresent()) {
            return Optional.empty();
        }
        return member(typeOf(operand.get()), field.get().text());
    }

    /** What {@code value.name} picks from a value of a type. */
    public Optional<Member> member(GoType type, String name) {
        return type.known() ? members.find(type, name) : Optional.empty();
    }

    /** What an identifier or {@code pkg.Name} names; empty for packages, fields, predeclared and unknown names. */
    public Optional<Declaration> declaration(Node expression) {
        return switch (expression.kind()) {
            case "identifier", "type_identifier" -> names.declaration(expression);
            case "selector_expression" -> names.qualified(expression);
            case "qualified_type" -> declaration(read(expression)).map(Declaration.class::cast);
            default -> Optional.empty();
        };
    }

    /** The variable or constant an expression names. */
    public Optional<Variable> variable(Node expression) {
        return declaration(expression).filter(Variable.class::isInstance).map(Variable.class::cast);
    }

    /** The path, without major version if from outside, of the package that an identifier stands for. */
    public Optional<String> packageOf(Node identifier) {
        return names.importedPackage(identifier);
    }

    /** Whether a package is part of the repository. */
    public boolean inside(String packagePath) {
        return packages.local(packagePath);
    }

    /** What a {@code call_expression} calls. */
    public Callee callee(Node call) {
        return calls.callee(call);
    }

    /** What a function-valued expression names, as if it were called. */
    public Callee function(Node expression) {
        return calls.function(expression);
    }

    /** The function that a function, method or literal node is. */
    public Function functionOf(Node node) {
        return calls.functionOf(node);
    }

    /** Whether no type is being inferred at the moment, so that answers are final. */
    boolean settled() {
        return depth == 0;
    }

    static boolean builtin(String name) {
        return BUILTINS.contains(name);
    }

    private GoType infer(Node node) {
        return switch (node.kind()) {
            case "identifier" -> identifier(node);
            case "selector_expression" -> selector(node);
            case "call_expression" -> calls.result(node);
            case "composite_literal", "type_conversion_expression" ->
                node.field("type").map(this::read).orElse(GoType.unknown());
            case "type_assertion_expression" ->
                node.field("type").map(this::read).orElse(GoType.unknown());
            case "parenthesized_expression" -> only(node).map(this::typeOf).orElse(GoType.unknown());
            case "unary_expression" -> unary(node);
            case "binary_expression" -> binary(node);
            case "index_expression" -> index(node);
            case "slice_expression" -> node.field("operand").map(this::typeOf).orElse(GoType.unknown());
            case "func_literal" -> expressions.signature(node, packages.fileOf(node));
            case "type_instantiation_expression" ->
                node.field("type").map(this::read).orElse(GoType.unknown());
            case "int_literal" -> new GoType.Basic("int");
            case "float_literal" -> new GoType.Basic("float64");
            case "imaginary_literal" -> new GoType.Basic("complex128");
            case "rune_literal" -> new GoType.Basic("rune");
            case "interpreted_string_literal", "raw_string_literal" -> new GoType.Basic("string");
            case "true", "false" -> new GoType.Basic("bool");
            case "nil" -> new GoType.Basic("nil");
            default -> GoType.unknown();
        };
    }

    public static Optional<Node> only(Node node) {
        List<Node> children = node.namedChildren();
        return children.size() == 1 ? Optional.of(children.getFirst()) : Optional.empty();
    }

    private GoType identifier(Node node) {
        return names.declaration(node).map(this::typeOfDeclared).orElse(GoType.unknown());
    }

    private GoType typeOfDeclared(Declaration declaration) {
        return switch (declaration) {
            case Variable variable -> typeOf(variable);
            case Function function -> signature(function);
            case TypeDeclaration type -> type.type();
        };
    }

    private GoType selector(Node node) {
        Optional<Declaration> qualified = names.qualified(node);
        if (qualified.isPresent()) {
            return typeOfDeclared(qualified.get());
        }
        Optional<String> path = node.field("operand").flatMap(this::packageOf);
        if (path.isPresent()) {
            return inside(path.get()) ? GoType.unknown() : new GoType.Foreign(path.get());
        }
        if (node.field("operand").map(this::typeOf).orElse(GoType.unknown()).pointee()
                instanceof GoType.Foreign foreign) {
            return foreign;
        }
        return member(node)
                .map(member -> switch (member) {
                    case Member.OfField(Field field, var through) -> field.type();
                    case Member.OfMethod(Function function, var through) -> signature(function);
                    case Member.OfOutside outside ->
                        new GoType.Foreign(outside.type().packagePath());
                })
                .orElse(GoType.unknown());
    }

    private GoType unary(Node node) {
        GoType operand = node.field("operand").map(this::typeOf).orElse(GoType.unknown());
        return switch (node.field("operator").map(Node::text).orElse("")) {
            case "&" -> operand.known() ? new GoType.Pointer(operand) : operand;
            case "*" -> operand instanceof GoType.Pointer(GoType element) ? element : GoType.unknown();
            case "<-" -> underlyingOf(operand) instanceof GoType.Chan(GoType element) ? element : GoType.unknown();
            case "!" -> new GoType.Basic("bool");
            default -> operand;
        };
    }

    private GoType binary(Node node) {
        return switch (node.field("operator").map(Node::text).orElse("")) {
            case "==", "!=", "<", "<=", ">", ">=", "&&", "||" -> new GoType.Basic("bool");
            default -> {
                GoType left = node.field("left").map(this::typeOf).orElse(GoType.unknown());
                GoType right = node.field("right").map(this::typeOf).orElse(GoType.unknown());
                yield left instanceof GoType.Basic && right instanceof GoType.Named ? right : left;
            }
        };
    }

    private GoType index(Node node) {
        GoType operand = node.field("operand").map(this::typeOf).orElse(GoType.unknown());
        return operand instanceof GoType.Func ? operand : elementOf(operand);
    }

    /** What an index, or the value of a range, yields. */
    GoType elementOf(GoType container) {
        return switch (underlyingOf(container.pointee())) {
            case GoType.Slice(GoType element) -> element;
            case GoType.Map(GoType key, GoType value) -> value;
            case GoType.Basic(String name) when name.equals("string") -> new GoType.Basic("byte");
            default -> GoType.unknown();
        };
    }

    GoType underlyingOf(GoType type) {
        return type instanceof GoType.Named ? members.underlying(type) : type;
    }
}
