package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds where code makes an {@code http.Transport}, and what it sets on it. */
final class Transports {
    private static final GoType TRANSPORT = new GoType.Named(KnownLibraries.HTTP, "Transport");

    private final Program program;

    Transports(Program program) {
        this.program = program;
    }

    /**
     * A transport that code makes.
     *
     * @param node the literal, the call of {@code new} or {@code Clone}, or the name of a variable without a value
     * @param flow where it gets to
     */
    record Transport(Node node, Flow flow) {

        boolean literal() {
            return node.kind().equals("composite_literal");
        }

        /** What is given to one of its fields, in the literal or by assignment. */
        List<Node> values(String field) {
            List<Node> values = new ArrayList<>();
            if (literal()) {
                Literals.field(node, field).ifPresent(values::add);
            }
            flow.assignments(field).forEach(target -> Code.assigned(target).ifPresent(values::add));
            return values;
        }
    }

    /** The transports that a file makes, in source order. */
    List<Transport> in(GoFile file) {
        List<Transport> found = new ArrayList<>();
        for (Node node : file.nodes("composite_literal", "call_expression", "var_spec")) {
            if (node.broken()) {
                continue;
            }
            switch (node.kind()) {
                case "composite_literal" -> {
                    if (program.types().typeOf(node).equals(TRANSPORT)) {
                        found.add(new Transport(node, program.flow().from(node)));
                    }
                }
                case "call_expression" -> {
                    if (makes(node)) {
                        found.add(new Transport(node, program.flow().from(node)));
                    }
                }
                default -> zeroVariables(node, found);
            }
        }
        return found;
    }

    private boolean makes(Node call) {
        return switch (program.types().callee(call)) {
            case Callee.Builtin(String name) ->
                name.equals("new") && program.types().typeOf(call).equals(new GoType.Pointer(TRANSPORT));
            case Callee.Outside outside -> outside.isMethod(KnownLibraries.HTTP, "Transport", "Clone");
            default -> false;
        };
    }

    private void zeroVariables(Node spec, List<Transport> found) {
        boolean zero = spec.field("value").isEmpty()
                && spec.field("type")
                        .map(program.types()::read)
                        .filter(TRANSPORT::equals)
                        .isPresent();
        if (zero) {
            for (Node name : spec.fields("name")) {
                Optional<Variable> variable = name.named() ? program.types().variable(name) : Optional.empty();
                variable.ifPresent(
                        declared -> found.add(new Transport(name, program.flow().from(declared))));
            }
        }
    }
}
