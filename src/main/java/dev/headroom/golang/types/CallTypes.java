package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.NodeMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What calls call, and what they yield. */
final class CallTypes {
    private static final Pattern STUB_CONSTRUCTOR = Pattern.compile("New([A-Z]\\w*Client)");

    private final Packages packages;
    private final Types types;
    private final NodeMap<Callee> callees = new NodeMap<>();

    CallTypes(Packages packages, Types types) {
        this.packages = packages;
        this.types = types;
    }

    Callee callee(Node call) {
        if (!call.kind().equals("call_expression")) {
            return new Callee.Unknown();
        }
        Callee known = callees.get(call);
        if (known == null) {
            known = call.field("function").map(this::function).orElseGet(Callee.Unknown::new);
            // While types are still being found the answer may be less than what is known later.
            if (types.settled()) {
                callees.put(call, known);
            }
        }
        return known;
    }

    Callee function(Node expression) {
        return switch (expression.kind()) {
            case "identifier" -> identifier(expression);
            case "selector_expression" -> selector(expression);
            case "parenthesized_expression" ->
                Types.only(expression).map(this::function).orElseGet(Callee.Unknown::new);
            case "unary_expression" -> {
                boolean pointer = expression.text().startsWith("*");
                Optional<Callee> inner = expression.field("operand").map(this::function);
                yield pointer && inner.isPresent() && inner.get() instanceof Callee.Conversion(GoType type)
                        ? new Callee.Conversion(new GoType.Pointer(type))
                        : new Callee.Value(expression);
            }
            case "index_expression" -> {
                Callee generic = expression.field("operand").map(this::function).orElseGet(Callee.Unknown::new);
                yield generic instanceof Callee.Value || generic instanceof Callee.Unknown
                        ? new Callee.Value(expression)
                        : generic;
            }
            case "type_instantiation_expression" ->
                expression.field("type").map(this::function).orElseGet(Callee.Unknown::new);
            case "func_literal" -> new Callee.Inside(functionOf(expression));
            case "call_expression", "type_assertion_expression" -> new Callee.Value(expression);
            case "type_identifier", "qualified_type" -> {
                Optional<Declaration> declared = types.declaration(expression);
                yield declared.isPresent() ? declared(declared.get(), expression) : new Callee.Unknown();
            }
            default ->
                expression.kind().endsWith("_type")
                        ? new Callee.Conversion(types.read(expression))
                        : new Callee.Unknown();
        };
    }

    private Callee identifier(Node name) {
        Optional<Declaration> declared = types.declaration(name);
        if (declared.isPresent()) {
            return declared(declared.get(), name);
        }
        if (packages.fileOf(name).hasDotImport()) {
            return new Callee.Unknown();
        }
        if (Types.builtin(name.text())) {
            return new Callee.Builtin(name.text());
        }
        return TypeExpressions.predeclared(name.text())
                ? new Callee.Conversion(new GoType.Basic(name.text()))
                : new Callee.Unknown();
    }

    private Callee declared(Declaration declaration, Node expression) {
        return switch (declaration) {
            case Function function ->
                packages.local(function.packagePath()) ? new Callee.Inside(function) : outside(function);
            case TypeDeclaration type -> new Callee.Conversion(type.type());
            case Variable variable -> new Callee.Value(expression);
        };
    }

    private static Callee outside(Function known) {
        return new Callee.Outside(known.packagePath(), known.receiver(), known.name(), Optional.of(known));
    }

    private Callee selector(Node selector) {
        Optional<Node> operand = selector.field("operand");
        String name = selector.field("field").map(Node::text).orElse("");
        if (operand.isEmpty()) {
            return new Callee.Unknown();
        }
        Optional<String> path = types.packageOf(operand.get());
        if (path.isPresent()) {
            Optional<Declaration> declared = types.declaration(selector);
            if (declared.isPresent()) {
                return declared(declared.get(), selector);
            }
            return packages.local(path.get())
                    ? new Callee.Unknown()
                    : new Callee.Outside(path.get(), "", name, Optional.empty());
        }
        if (types.typeOf(operand.get()).pointee() instanceof GoType.Foreign(String foreign)) {
            return new Callee.Outside(foreign, "?", name, Optional.empty());
        }
        Optional<Member> member = types.member(selector);
        if (member.isEmpty()) {
            return new Callee.Unknown();
        }
        return switch (member.get()) {
            case Member.OfField field -> new Callee.Value(selector);
            case Member.OfMethod(Function function, var through) -> declared(function, selector);
            case Member.OfOutside(GoType.Named(String owner, String type), String method, var through) ->
                new Callee.Outside(owner, type, method, Optional.empty());
        };
    }

    /** The function that a declaration or literal is. */
    Function functionOf(Node node) {
        GoFile file = packages.fileOf(node);
        Optional<GoPackage> pkg = packages.packageOf(file);
        String path = pkg.map(GoPackage::path).orElse("");
        String name = node.field("name").map(Node::text).orElse("");
        if (node.kind().equals("method_declaration")) {
            return new Function(path, GoPackage.receiverType(node), name, node, file);
        }
        return new Function(path, "", name, node, file);
    }

    /** What a call yields. */
    GoType result(Node call) {
        List<Node> arguments = Expressions.arguments(call);
        return switch (callee(call)) {
            case Callee.Inside(Function function) -> concrete(types.signature(function), call);
            case Callee.Outside(var path, var receiver, var name, Optional<Function> known) ->
                known.isPresent()
                        ? types.signature(known.get()).result()
                        : receiver.isEmpty() ? unlisted(path, name, arguments) : new GoType.Foreign(path);
            case Callee.Conversion(GoType type) -> type;
            case Callee.Builtin(String name) -> builtin(name, arguments);
            case Callee.Value(Node expression) ->
                types.underlyingOf(types.typeOf(expression)) instanceof GoType.Func func
                        ? func.result()
                        : GoType.unknown();
            case Callee.Unknown unknown -> GoType.unknown();
        };
    }

    private static GoType concrete(GoType.Func signature, Node call) {
        return call.broken() ? GoType.unknown() : signature.result();
    }

    /** The constructor that protoc-gen-go-grpc writes for each service is told by its name and its argument. */
    private GoType unlisted(String path, String name, List<Node> arguments) {
        var stub = STUB_CONSTRUCTOR.matcher(name);
        if (stub.matches() && arguments.size() == 1) {
            GoType connection = types.typeOf(arguments.getFirst());
            if (connection.is("google.golang.org/grpc", "ClientConn")
                    || connection.is("google.golang.org/grpc", "ClientConnInterface")) {
                return new GoType.Named(path, stub.group(1));
            }
        }
        return new GoType.Foreign(path);
    }

    private GoType builtin(String name, List<Node> arguments) {
        if (arguments.isEmpty()) {
            return GoType.unknown();
        }
        Node first = arguments.getFirst();
        return switch (name) {
            case "new" -> {
                GoType type = types.read(first);
                yield type.known() ? new GoType.Pointer(type) : type;
            }
            case "make" -> types.read(first);
            case "append", "min", "max" -> types.typeOf(first);
            case "len", "cap", "copy" -> new GoType.Basic("int");
            default -> GoType.unknown();
        };
    }
}
