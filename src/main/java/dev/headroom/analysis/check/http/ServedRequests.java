package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.Fixpoint;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.Values;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;

/** Tells the requests that a program serves from those that it sends: both are of type {@code *http.Request}. */
final class ServedRequests {
    private final Program program;
    private final Types types;
    private final Fixpoint<Variable, Answer> requests =
            new Fixpoint<>(Answer.UNKNOWN, Answer.YES::equals, Answer::equals);

    ServedRequests(Program program) {
        this.program = program;
        this.types = program.types();
    }

    /** Whether a request is one that the program serves. */
    enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    Answer serves(Node request) {
        return switch (request.kind()) {
            case "parenthesized_expression" -> serves(request.namedChildren().getFirst());
            case "unary_expression" ->
                request.field("operand").map(this::serves).orElse(Answer.UNKNOWN);
            case "identifier" -> types.variable(request).map(this::variable).orElse(Answer.UNKNOWN);
            case "selector_expression" -> of(request, KnownLibraries.GIN) ? Answer.YES : Answer.UNKNOWN;
            case "call_expression" -> call(request);
            default -> Answer.UNKNOWN;
        };
    }

    private boolean of(Node selector, String framework) {
        return selector.field("operand")
                .map(types::typeOf)
                .filter(type -> type.is(framework, "Context"))
                .isPresent();
    }

    private Answer call(Node call) {
        if (!(types.callee(call) instanceof Callee.Outside outside)) {
            return Answer.UNKNOWN;
        }
        if (outside.isMethod(KnownLibraries.ECHO, "Context", "Request")) {
            return Answer.YES;
        }
        if (outside.isMethod("net/http", "Request", "WithContext", "Clone")) {
            return Expressions.receiver(call).map(this::serves).orElse(Answer.UNKNOWN);
        }
        return outside.name().startsWith("NewRequest") ? Answer.NO : Answer.UNKNOWN;
    }

    private Answer variable(Variable variable) {
        return switch (variable.kind()) {
            case PARAMETER -> requests.of(variable, () -> parameter(variable));
            case SHORT, VAR ->
                requests.of(
                        variable,
                        () -> Values.initial(variable)
                                .map(value -> serves(value.value()))
                                .orElse(Answer.UNKNOWN));
            default -> Answer.UNKNOWN;
        };
    }

    private Answer parameter(Variable variable) {
        Optional<Function> owner = program.calls().functionOf(variable.node());
        if (owner.isEmpty()) {
            return Answer.UNKNOWN;
        }
        Function function = owner.get();
        if (writerOf(function).isPresent()) {
            return Answer.YES;
        }
        if (function.name().equals("RoundTrip")) {
            return Answer.NO;
        }
        int position = function.position(variable);
        Answer answer = Answer.UNKNOWN;
        for (Call call : program.calls().callersOf(function)) {
            Optional<Node> argument = Code.argument(call.site(), position);
            boolean calling = call.kind() != Call.Kind.CLOSURE && call.kind() != Call.Kind.REFERENCE;
            if (calling && argument.isPresent()) {
                Answer passed = serves(argument.get());
                if (passed == Answer.YES) {
                    return Answer.YES;
                }
                answer = passed == Answer.NO ? Answer.NO : answer;
            }
        }
        return answer;
    }

    /** How a response writer that belongs to a request is written where the request is in scope. */
    Optional<String> writer(Node request) {
        return switch (request.kind()) {
            case "identifier" ->
                types.variable(request)
                        .filter(variable -> variable.kind() == Variable.Kind.PARAMETER)
                        .flatMap(variable -> program.calls().functionOf(variable.node()))
                        .flatMap(this::writerOf)
                        .map(Node::text)
                        .filter(name -> !name.equals("_"));
            case "selector_expression" ->
                of(request, KnownLibraries.GIN)
                        ? request.field("operand").map(context -> context.text() + ".Writer")
                        : Optional.empty();
            case "call_expression" ->
                call(request) == Answer.YES
                        ? request.field("function")
                                .filter(function -> of(function, KnownLibraries.ECHO))
                                .flatMap(function -> function.field("operand"))
                                .map(context -> context.text() + ".Response()")
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** The parameter of a function that is a response writer. */
    private Optional<Node> writerOf(Function function) {
        GoType.Func signature = types.signature(function);
        List<Function.Parameter> parameters = function.parameters();
        for (int i = 0; i < Math.min(parameters.size(), signature.parameters().size()); i++) {
            if (signature.parameters().get(i).is("net/http", "ResponseWriter")) {
                return Optional.of(Optional.ofNullable(parameters.get(i).name())
                        .orElse(parameters.get(i).declaration()));
            }
        }
        return Optional.empty();
    }
}
