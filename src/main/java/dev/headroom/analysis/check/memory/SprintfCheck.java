package dev.headroom.analysis.check.memory;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check for texts that fmt formats by reflection, though putting them together takes no more than strconv and {@code +}. */
public final class SprintfCheck implements Check {
    private static final Set<String> ONE_VALUE = Set.of("Sprint");

    @Override
    public String name() {
        return "sprintf-on-hot-path";
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        for (GoFile file : program.files()) {
            if (context.reportable(file) && file.importPaths().contains("fmt")) {
                boolean importStays = otherUses(file);
                for (Node call : file.nodes("call_expression")) {
                    String function = call.field("function").map(Node::text).orElse("");
                    if (function.contains(".Sprint") && !call.broken()) {
                        examine(context, call, importStays);
                    }
                }
            }
        }
    }

    private static void examine(CheckContext context, Node call, boolean importStays) {
        if (!(context.program().types().callee(call) instanceof Callee.Outside outside)
                || !outside.isFunction("fmt", outside.name())) {
            return;
        }
        List<Node> arguments = Expressions.arguments(call);
        Optional<Concatenation> text = outside.name().equals("Sprintf")
                ? Concatenation.ofFormat(arguments, context.program().types())
                : ONE_VALUE.contains(outside.name()) && arguments.size() == 1
                        ? Concatenation.ofValue(
                                arguments.getFirst(), context.program().types())
                        : Optional.empty();
        text.ifPresent(sum -> {
            CheckContext.Report report =
                    context.report(call).with("call", "fmt." + outside.name()).with("sum", sum.code());
            if (sum.plain() && fits(call, sum) && importStays) {
                report.fix("sum", new FixSite.Replace(call));
            }
            report.submit();
        });
    }

    /** Whether a sum may stand in the place of the call as it is, spaces around its signs included. */
    private static boolean fits(Node call, Concatenation sum) {
        if (sum.parts() == 1) {
            return true;
        }
        Node current = call;
        for (Optional<Node> up = call.parent(); up.isPresent(); up = current.parent()) {
            switch (up.get().kind()) {
                case "argument_list", "expression_list" -> {
                    if (up.get().namedChildren().size() > 1) {
                        return false;
                    }
                }
                case "call_expression", "keyed_element", "literal_element" -> {}
                case "return_statement",
                        "short_var_declaration",
                        "assignment_statement",
                        "expression_statement",
                        "var_spec",
                        "literal_value" -> {
                    return true;
                }
                default -> {
                    return false;
                }
            }
            current = up.get();
        }
        return false;
    }

    /** Whether the file still needs its import of fmt when none of these calls are left. */
    private static boolean otherUses(GoFile file) {
        String name = file.imports().entrySet().stream()
                .filter(entry -> entry.getValue().equals("fmt"))
                .map(java.util.Map.Entry::getKey)
                .findFirst()
                .orElse("");
        return file.nodes("selector_expression").stream()
                .filter(selector -> selector.field("operand")
                        .filter(operand -> operand.text().equals(name))
                        .isPresent())
                .anyMatch(selector -> selector.field("field")
                        .filter(method -> !method.text().startsWith("Sprint"))
                        .isPresent());
    }
}
