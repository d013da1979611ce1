package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.context.ContextBounds;
import dev.headroom.analysis.check.context.Wait;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The requests that are sent through a client, and what bounds them. */
final class ClientRequests {
    private static final Set<String> METHODS = Set.of("Do", "Get", "Head", "Post", "PostForm");

    private final Program program;
    private final ContextBounds bounds;

    ClientRequests(Program program, ContextBounds bounds) {
        this.program = program;
        this.bounds = bounds;
    }

    /**
     * A request that a client sends.
     *
     * @param call the call, or the method where it is taken as a value
     */
    record Request(Node call, Wait bound) {}

    List<Request> through(Flow flow) {
        List<Request> requests = new ArrayList<>();
        for (String method : METHODS) {
            for (Node selector : flow.selectors(method)) {
                if (sends(selector)) {
                    requests.add(request(selector, method));
                }
            }
        }
        return requests;
    }

    /** Whether a selector is a method of a client, or of an interface that clients satisfy. */
    private boolean sends(Node selector) {
        GoType type = selector.field("operand").map(program.types()::typeOf).orElse(GoType.unknown());
        return type.is("net/http", "Client")
                || !program.types().interfaceMethods(type).isEmpty()
                || embeds(selector);
    }

    private boolean embeds(Node selector) {
        return selector.parent()
                .filter(call -> call.kind().equals("call_expression"))
                .filter(call -> program.types().callee(call) instanceof Callee.Outside outside
                        && outside.packagePath().equals("net/http")
                        && outside.receiver().equals("Client"))
                .isPresent();
    }

    private Request request(Node selector, String method) {
        Optional<Node> call = selector.parent()
                .filter(parent -> parent.kind().equals("call_expression"))
                .filter(parent ->
                        parent.field("function").filter(selector::equals).isPresent());
        Optional<Node> sent = method.equals("Do") ? call.flatMap(found -> Code.argument(found, 0)) : Optional.empty();
        if (sent.isPresent()) {
            return new Request(call.get(), bounds.of(sent.get()));
        }
        Wait wait = method.equals("Do")
                ? new Wait.Unclear("the client's method is used as a value")
                : new Wait.Endless(List.of());
        return new Request(call.orElse(selector), wait);
    }

    /** Whether a client gets to another module: as an argument, in a struct of that module, or in a context. */
    boolean handedOver(Flow flow) {
        return flow.escaped() || flow.uses().stream().anyMatch(this::handedOver);
    }

    private boolean handedOver(Node use) {
        Node parent = use.parent().orElse(use);
        return switch (parent.kind()) {
            // oauth2 looks for its client in the context.
            case "argument_list" ->
                parent.parent()
                        .filter(call -> program.types().callee(call) instanceof Callee.Outside outside
                                && outside.isFunction("context", "WithValue"))
                        .isPresent();
            case "literal_element", "keyed_element" -> foreign(literalAround(parent));
            case "expression_list" ->
                parent
                        .parent()
                        .filter(statement ->
                                statement.field("right").filter(parent::equals).isPresent())
                        .flatMap(statement -> statement.field("left"))
                        .map(Node::namedChildren)
                        .orElse(List.of())
                        .stream()
                        .anyMatch(target -> target.field("operand")
                                .filter(owner -> foreign(program.types().typeOf(owner)))
                                .isPresent());
            default -> false;
        };
    }

    private GoType literalAround(Node element) {
        for (Optional<Node> up = element.parent(); up.isPresent(); up = up.get().parent()) {
            if (up.get().kind().equals("composite_literal")) {
                return program.types().typeOf(up.get());
            }
        }
        return GoType.unknown();
    }

    private boolean foreign(GoType type) {
        return switch (type.pointee()) {
            case GoType.Foreign foreign -> true;
            case GoType.Named(String path, String name) -> !program.types().inside(path);
            default -> false;
        };
    }
}
