package dev.headroom.analysis.check.memory;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A check for large working memory that a function makes each time and drops at its end. */
public final class ObjectPoolCheck implements Check {
    /** What each makes inside of itself, by package. */
    private static final Map<String, Set<String>> LARGE = Map.of(
            "compress/gzip", Set.of("NewWriter", "NewWriterLevel", "NewReader"),
            "compress/flate", Set.of("NewWriter", "NewReader"),
            "compress/zlib", Set.of("NewWriter", "NewWriterLevel", "NewReader"),
            "bufio", Set.of("NewReader", "NewReaderSize", "NewWriter", "NewWriterSize"));

    @Override
    public String name() {
        return "object-not-pooled";
    }

    @Override
    public void examine(CheckContext context) {
        for (GoFile file : context.program().files()) {
            if (context.reportable(file)) {
                for (Node call : file.nodes("call_expression")) {
                    if (!call.broken() && Statements.function(call).isPresent()) {
                        examine(context, call);
                    }
                }
            }
        }
    }

    private static void examine(CheckContext context, Node call) {
        Types types = context.program().types();
        String function = call.field("function").map(Node::text).orElse("");
        boolean named = function.equals("make") || function.contains(".New");
        if (!named) {
            return;
        }
        Optional<String> what = switch (types.callee(call)) {
            case Callee.Outside outside
            when outside.receiver().isEmpty()
                    && LARGE.getOrDefault(outside.packagePath(), Set.of()).contains(outside.name()) ->
                Optional.of(function);
            case Callee.Builtin builtin
            when builtin.name().equals("make") ->
                bytes(call).filter(size -> size >= context.number("min_bytes")).map(size -> call.text());
            default -> Optional.empty();
        };
        if (what.isEmpty()) {
            return;
        }
        Optional<Variable> variable =
                Assignment.declaring(call).flatMap(assignment -> types.variable(assignment.target()));
        if (variable.isPresent() && !outlives(variable.get(), types)) {
            context.report(call)
                    .with("name", variable.get().name())
                    .with("made", what.get())
                    .submit();
        }
    }

    /** The number of bytes that {@code make([]byte, 64*1024)} asks for, where it is written in digits. */
    private static Optional<Long> bytes(Node call) {
        List<Node> arguments = Expressions.arguments(call);
        if (arguments.size() < 2 || !arguments.getFirst().text().equals("[]byte")) {
            return Optional.empty();
        }
        return Numbers.value(arguments.getLast());
    }

    /** Whether the object may still be in use at the function's end: only its methods and calls from outside are none. */
    private static boolean outlives(Variable variable, Types types) {
        return variable.uses().stream().anyMatch(use -> {
            if (!Statements.function(use).equals(Statements.function(variable.node()))) {
                return true;
            }
            Node parent = use.parent().orElse(use);
            return switch (parent.kind()) {
                case "selector_expression", "index_expression" -> false;
                case "slice_expression" ->
                    parent.parent()
                            .filter(list -> list.kind().equals("argument_list"))
                            .filter(list -> readsOnly(list, types))
                            .isEmpty();
                case "argument_list" -> !readsOnly(parent, types);
                default -> true;
            };
        });
    }

    private static boolean readsOnly(Node arguments, Types types) {
        Optional<Node> call = arguments.parent();
        boolean method = call.flatMap(outer -> outer.field("function"))
                .flatMap(function -> function.field("field"))
                .filter(name -> Set.of("Read", "Write").contains(name.text()))
                .isPresent();
        return method
                || call.map(types::callee)
                        .filter(Callee.Outside.class::isInstance)
                        .map(Callee.Outside.class::cast)
                        .filter(outside -> outside.packagePath().equals("io")
                                || outside.packagePath().equals("fmt"))
                        .isPresent();
    }
}
