package dev.headroom.analysis.check.memory;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A check for copies between strings and bytes that another function of the standard library spares. */
public final class ByteConversionCheck implements Check {
    private static final GoType STRING = new GoType.Basic("string");
    private static final Set<String> BUFFERS = Set.of("bytes.Buffer", "strings.Builder", "bufio.Writer", "os.File");
    /** Functions of package strings that package bytes has under the same name, for the same question. */
    private static final Set<String> TWINS =
            Set.of("Contains", "HasPrefix", "HasSuffix", "Index", "LastIndex", "Count", "EqualFold", "ContainsAny");

    private static final Map<String, String> READERS = Map.of(
            "strings.NewReader", "bytes.NewReader",
            "bytes.NewReader", "strings.NewReader",
            "bytes.NewBuffer", "bytes.NewBufferString",
            "bytes.NewBufferString", "bytes.NewBuffer");

    @Override
    public String name() {
        return "bytes-string-conversion";
    }

    @Override
    public void examine(CheckContext context) {
        for (GoFile file : context.program().files()) {
            if (context.reportable(file)) {
                for (Node conversion : file.nodes("type_conversion_expression")) {
                    toBytes(conversion).ifPresent(text -> examine(context, conversion, text, true));
                }
                for (Node call : file.nodes("call_expression")) {
                    toText(call).ifPresent(bytes -> examine(context, call, bytes, false));
                }
            }
        }
    }

    /** What {@code []byte(s)} converts. */
    private static Optional<Node> toBytes(Node conversion) {
        return conversion
                .field("type")
                .filter(type -> type.text().equals("[]byte"))
                .flatMap(type -> conversion.field("operand"));
    }

    /** What {@code string(b)} converts. */
    private static Optional<Node> toText(Node call) {
        return call.field("function")
                .filter(function -> function.text().equals("string"))
                .flatMap(function -> Expressions.arguments(call).stream().findFirst());
    }

    private static void examine(CheckContext context, Node conversion, Node operand, boolean toBytes) {
        Types types = context.program().types();
        if (conversion.broken() || !converts(conversion, operand, toBytes, types)) {
            return;
        }
        instead(conversion, operand, toBytes, types)
                .ifPresent(better -> context.report(conversion)
                        .with("conversion", conversion.text())
                        .with("instead", better)
                        .submit());
    }

    private static boolean converts(Node conversion, Node operand, boolean toBytes, Types types) {
        GoType type = types.underlying(types.typeOf(operand));
        if (toBytes) {
            return type.equals(STRING);
        }
        boolean bytes = type instanceof GoType.Slice(GoType.Basic(String element))
                && (element.equals("byte") || element.equals("uint8"));
        return bytes && types.callee(conversion) instanceof Callee.Conversion;
    }

    private static Optional<String> instead(Node conversion, Node operand, boolean toBytes, Types types) {
        Optional<String> whole = ofBuffer(operand, toBytes, types).filter(better -> !key(conversion));
        if (whole.isPresent()) {
            return whole;
        }
        Optional<Node> list = conversion.parent().filter(parent -> parent.kind().equals("argument_list"));
        Optional<Node> call = list.flatMap(Node::parent);
        if (call.isEmpty()) {
            return Optional.empty();
        }
        List<Node> arguments = list.get().namedChildren();
        String function = call.get().field("function").map(Node::text).orElse("");
        Callee callee = types.callee(call.get());
        if (callee instanceof Callee.Outside outside && outside.receiver().isEmpty()) {
            String name = outside.packagePath() + "." + outside.name();
            String twin = READERS.get(name);
            boolean wantsBytes = name.equals("bytes.NewReader") || name.equals("bytes.NewBuffer");
            if (twin != null && wantsBytes == toBytes) {
                return Optional.of(twin + "(" + operand.text() + ")");
            }
            boolean first = arguments.getFirst().equals(conversion);
            if (!toBytes && first && outside.packagePath().equals("strings") && TWINS.contains(outside.name())) {
                return Optional.of("bytes." + outside.name());
            }
            return !toBytes && name.equals("io.WriteString") && arguments.size() == 2
                    ? Optional.of(arguments.getFirst().text() + ".Write(" + operand.text() + ")")
                    : Optional.empty();
        }
        return toBytes && function.endsWith(".Write") && arguments.size() == 1
                ? write(call.get(), operand, types)
                : Optional.empty();
    }

    /** The counterpart of {@code w.Write([]byte(s))}. */
    private static Optional<String> write(Node call, Node text, Types types) {
        Optional<Node> writer = Expressions.receiver(call);
        GoType type = types.receiverOf(call).pointee();
        if (!(type instanceof GoType.Named(String path, String name))) {
            return Optional.empty();
        }
        String qualified = path + "." + name;
        if (BUFFERS.contains(qualified)) {
            return Optional.of(writer.get().text() + ".WriteString(" + text.text() + ")");
        }
        return qualified.equals("net/http.ResponseWriter") || qualified.equals("io.Writer")
                ? Optional.of("io.WriteString(" + writer.get().text() + ", " + text.text() + ")")
                : Optional.empty();
    }

    /** The counterpart of {@code string(b.Bytes())} and {@code []byte(b.String())}. */
    private static Optional<String> ofBuffer(Node operand, boolean toBytes, Types types) {
        String method = toBytes ? "String" : "Bytes";
        return Expressions.receiver(operand, Set.of(method))
                .filter(buffer -> types.typeOf(buffer).is("bytes", "Buffer"))
                .map(buffer -> buffer.text() + (toBytes ? ".Bytes()" : ".String()"));
    }

    /** Whether a text is only the key of a map, for which the compiler makes no copy. */
    private static boolean key(Node conversion) {
        return conversion
                .parent()
                .filter(index -> index.kind().equals("index_expression"))
                .isPresent();
    }
}
