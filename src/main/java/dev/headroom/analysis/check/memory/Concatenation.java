package dev.headroom.analysis.check.memory;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text put together by {@code +} from literals and converted values.
 *
 * @param code the Go expression
 * @param parts how many operands it has
 * @param plain whether the values are names, fields and calls, so that gofmt writes them alike everywhere
 */
record Concatenation(String code, int parts, boolean plain) {
    private static final int MOST_VERBS = 4;

    /** What a call of Sprintf comes to, for a literal format whose verbs are plain and fit values of known types. */
    static Optional<Concatenation> ofFormat(List<Node> arguments, Types types) {
        if (arguments.isEmpty()
                || arguments.size() > MOST_VERBS + 1
                || !arguments.getFirst().kind().equals("interpreted_string_literal")) {
            return Optional.empty();
        }
        String quoted = arguments.getFirst().text();
        String format = quoted.substring(1, quoted.length() - 1);
        List<String> parts = new ArrayList<>();
        int argument = 1;
        int from = 0;
        for (int at = format.indexOf('%'); at >= 0; at = format.indexOf('%', from)) {
            if (at + 1 >= format.length() || argument >= arguments.size()) {
                return Optional.empty();
            }
            Optional<String> value = value(arguments.get(argument), format.charAt(at + 1), types);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            if (at > from) {
                parts.add("\"" + format.substring(from, at) + "\"");
            }
            parts.add(value.get());
            argument++;
            from = at + 2;
        }
        if (argument != arguments.size()) {
            return Optional.empty();
        }
        if (from < format.length() || parts.isEmpty()) {
            parts.add("\"" + format.substring(from) + "\"");
        }
        return Optional.of(new Concatenation(
                String.join(" + ", parts), parts.size(), arguments.stream().allMatch(Concatenation::plain)));
    }

    /** What a call of Sprint with one value comes to. */
    static Optional<Concatenation> ofValue(Node argument, Types types) {
        return value(argument, 'v', types).map(code -> new Concatenation(code, 1, plain(argument)));
    }

    private static boolean plain(Node argument) {
        for (Node inner : argument.descendants()) {
            if (inner.kind().equals("binary_expression")) {
                return false;
            }
        }
        return true;
    }

    private static Optional<String> value(Node argument, char verb, Types types) {
        if (argument.startLine() != argument.endLine() || argument.kind().equals("variadic_argument")) {
            return Optional.empty();
        }
        String code = argument.text();
        if (!(types.typeOf(argument) instanceof GoType.Basic(String type))) {
            return Optional.empty();
        }
        boolean any = verb == 'v';
        return switch (type) {
            case "string" ->
                (any || verb == 's') && !argument.kind().equals("binary_expression")
                        ? Optional.of(code)
                        : Optional.empty();
            case "bool" -> any || verb == 't' ? Optional.of("strconv.FormatBool(" + code + ")") : Optional.empty();
            case "int" -> any || verb == 'd' ? Optional.of("strconv.Itoa(" + code + ")") : Optional.empty();
            case "int64" -> any || verb == 'd' ? Optional.of("strconv.FormatInt(" + code + ", 10)") : Optional.empty();
            case "uint64" ->
                any || verb == 'd' ? Optional.of("strconv.FormatUint(" + code + ", 10)") : Optional.empty();
            case "int8", "int16", "int32" ->
                any || verb == 'd' ? Optional.of("strconv.Itoa(int(" + code + "))") : Optional.empty();
            case "uint8", "uint16", "uint32", "uint" ->
                any || verb == 'd' ? Optional.of("strconv.FormatUint(uint64(" + code + "), 10)") : Optional.empty();
            default -> Optional.empty();
        };
    }
}
