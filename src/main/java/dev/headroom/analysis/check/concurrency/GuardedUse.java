package dev.headroom.analysis.check.concurrency;

import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import java.util.List;
import java.util.Optional;

/**
 * A use of a field that is all a mutex is held for.
 *
 * @param selector the expression that picks the field
 * @param statement the one between lock and unlock
 * @param lock the statements that take and release the mutex
 * @param mutex as the code names it
 */
record GuardedUse(Node selector, Node statement, Operation operation, List<Node> lock, String mutex) {

    /** What is done with the field. */
    enum Operation {
        INCREMENT,
        DECREMENT,
        ADD,
        SUBTRACT,
        STORE,
        LOAD
    }

    /** The use, if one operation is all that happens while the mutex is held. */
    static Optional<GuardedUse> of(Node selector, List<String> mutexes) {
        Node statement = selector;
        Optional<Node> list = selector.parent();
        while (list.isPresent() && !list.get().kind().equals("statement_list")) {
            statement = list.get();
            list = statement.parent();
        }
        String owner = selector.field("operand").map(Node::text).orElse("");
        Optional<Operation> operation = operation(selector, statement, owner);
        if (list.isEmpty() || operation.isEmpty()) {
            return Optional.empty();
        }
        List<Node> statements = list.get().namedChildren();
        int at = statements.indexOf(statement);
        for (String mutex : mutexes) {
            for (String named : List.of(owner + "." + mutex, owner)) {
                Optional<List<Node>> lock = lock(statements, at, named, operation.get());
                if (lock.isPresent()) {
                    return Optional.of(new GuardedUse(selector, statement, operation.get(), lock.get(), named));
                }
            }
        }
        return Optional.empty();
    }

    boolean counts() {
        return operation != Operation.STORE && operation != Operation.LOAD;
    }

    /** The statements around that lock and unlock, if there are no others between them. */
    private static Optional<List<Node>> lock(List<Node> statements, int at, String mutex, Operation operation) {
        boolean reading = operation == Operation.LOAD;
        if (at > 0 && at + 1 < statements.size() && locks(statements.get(at - 1), mutex, reading)) {
            Node next = statements.get(at + 1);
            return unlocks(next.text(), mutex) ? Optional.of(List.of(statements.get(at - 1), next)) : Optional.empty();
        }
        boolean deferred = at > 1
                && at + 1 == statements.size()
                && statements.get(at - 1).kind().equals("defer_statement")
                && unlocks(
                        statements
                                .get(at - 1)
                                .text()
                                .substring("defer".length())
                                .strip(),
                        mutex)
                && locks(statements.get(at - 2), mutex, reading)
                && endsFunction(statements.get(at));
        return deferred ? Optional.of(List.of(statements.get(at - 2), statements.get(at - 1))) : Optional.empty();
    }

    private static boolean locks(Node statement, String mutex, boolean reading) {
        String text = statement.text();
        return text.equals(mutex + ".Lock()") || (reading && text.equals(mutex + ".RLock()"));
    }

    private static boolean unlocks(String text, String mutex) {
        return text.equals(mutex + ".Unlock()") || text.equals(mutex + ".RUnlock()");
    }

    /** Whether nothing follows a statement in its function, so that a deferred unlocking runs at once. */
    private static boolean endsFunction(Node statement) {
        return statement
                .parent()
                .flatMap(Node::parent)
                .flatMap(Node::parent)
                .filter(function -> function.kind().endsWith("_declaration")
                        || function.kind().equals("func_literal"))
                .isPresent();
    }

    private static Optional<Operation> operation(Node selector, Node statement, String owner) {
        Optional<Operation> operation = switch (statement.kind()) {
            case "inc_statement" -> target(statement, selector, Operation.INCREMENT);
            case "dec_statement" -> target(statement, selector, Operation.DECREMENT);
            case "assignment_statement", "short_var_declaration" ->
                Assignment.of(statement)
                        .filter(Assignment::single)
                        .flatMap(assignment -> assigned(assignment, selector));
            case "return_statement" -> returned(statement, selector);
            default -> Optional.empty();
        };
        return operation.filter(found -> mentions(statement, owner) == 1);
    }

    private static Optional<Operation> target(Node statement, Node selector, Operation operation) {
        return statement.namedChildren().equals(List.of(selector)) ? Optional.of(operation) : Optional.empty();
    }

    private static Optional<Operation> assigned(Assignment assignment, Node selector) {
        if (assignment.target().equals(selector)) {
            return switch (assignment.operator()) {
                case "+=" -> Optional.of(Operation.ADD);
                case "-=" -> Optional.of(Operation.SUBTRACT);
                case "=" -> Optional.of(Operation.STORE);
                default -> Optional.empty();
            };
        }
        boolean read = assignment.value().equals(selector)
                && (assignment.operator().equals("=") || assignment.operator().equals(":="));
        return read ? Optional.of(Operation.LOAD) : Optional.empty();
    }

    private static Optional<Operation> returned(Node statement, Node selector) {
        List<Node> values = statement.namedChildren().stream()
                .flatMap(list -> list.namedChildren().stream())
                .toList();
        return values.equals(List.of(selector)) ? Optional.of(Operation.LOAD) : Optional.empty();
    }

    /** How often a statement names the value that the field belongs to. */
    private static int mentions(Node statement, String owner) {
        int mentions = 0;
        for (Node inner : statement.descendants()) {
            mentions += inner.text().equals(owner) ? 1 : 0;
        }
        return mentions;
    }
}
