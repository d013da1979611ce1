package dev.headroom.analysis.check.database;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes the values that a function returns together with an error. */
final class ZeroResults {
    private static final Set<String> NIL_KINDS =
            Set.of("pointer_type", "slice_type", "map_type", "channel_type", "function_type", "interface_type");

    private ZeroResults() {}

    /**
     * The results ahead of the error, each followed by a comma: {@code "nil, 0, "}.
     *
     * @return empty where the last result is no error, or a type's zero value cannot be told
     */
    static Optional<String> of(Node function, Types types) {
        List<Node> results = results(function);
        if (results.isEmpty() || !results.getLast().text().equals("error")) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        for (Node type : results.subList(0, results.size() - 1)) {
            Optional<String> zero = zero(type, types);
            if (zero.isEmpty()) {
                return Optional.empty();
            }
            text.append(zero.get()).append(", ");
        }
        return Optional.of(text.toString());
    }

    /** The type of each result; a type that several names share is listed for each. */
    private static List<Node> results(Node function) {
        Optional<Node> result = function.field("result");
        if (result.isEmpty()) {
            return List.of();
        }
        if (!result.get().kind().equals("parameter_list")) {
            return List.of(result.get());
        }
        List<Node> types = new ArrayList<>();
        for (Node declaration : result.get().namedChildren()) {
            long names = declaration.fields("name").stream().filter(Node::named).count();
            for (long i = 0; i < Math.max(1, names); i++) {
                declaration.field("type").ifPresent(types::add);
            }
        }
        return types;
    }

    private static Optional<String> zero(Node type, Types types) {
        if (NIL_KINDS.contains(type.kind())) {
            return Optional.of("nil");
        }
        GoType read = types.read(type);
        return switch (read instanceof GoType.Named ? types.underlying(read) : read) {
            case GoType.Basic(String name) ->
                switch (name) {
                    case "string" -> Optional.of("\"\"");
                    case "bool" -> Optional.of("false");
                    case "error", "any" -> Optional.of("nil");
                    default -> Optional.of("0");
                };
            case GoType.Interface interfaces -> Optional.of("nil");
            case GoType.Pointer pointer -> Optional.of("nil");
            case GoType.Map map -> Optional.of("nil");
            case GoType.Struct struct -> Optional.of(type.text() + "{}");
            default -> Optional.empty();
        };
    }
}
