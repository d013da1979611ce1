package dev.headroom.golang.cfg;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Knows the calls that control does not come back from: {@code panic}, {@code os.Exit}, {@code log.Fatal} and their likes in
 * every logger, and functions of the program that end in such a call or never.
 */
public final class EndlessCalls implements Predicate<Node> {
    private static final Set<String> FATAL = Set.of(
            "Fatal", "Fatalf", "Fatalln", "Fatalw", "FatalContext", "Panic", "Panicf", "Panicln", "Panicw", "Goexit");
    private static final Set<String> TESTING = Set.of("FailNow", "SkipNow", "Skip", "Skipf");
    private static final Set<String> SENDING = Set.of("Msg", "Msgf", "Send");
    /** What a function that never returns must say somewhere, so that others are not looked through. */
    private static final Set<String> SIGNS = Set.of("panic(", "Fatal", "Panic", "Exit(", "Goexit", "for {", "select {");

    private static final int LONGEST_BODY = 4_000;

    private final Types types;
    private final Map<Function, Boolean> known = new HashMap<>();

    public EndlessCalls(Types types) {
        this.types = types;
    }

    @Override
    public boolean test(Node expression) {
        if (!expression.kind().equals("call_expression")) {
            return false;
        }
        Optional<Node> function = expression.field("function");
        String name = function.map(EndlessCalls::lastName).orElse("");
        if (FATAL.contains(name) || (SENDING.contains(name) && fatalEvent(function.get()))) {
            return true;
        }
        return switch (types.callee(expression)) {
            case Callee.Builtin(String builtin) -> builtin.equals("panic");
            case Callee.Outside outside ->
                outside.isFunction("os", "Exit")
                        || outside.isFunction("syscall", "Exit")
                        || (outside.packagePath().equals("testing") && TESTING.contains(name));
            case Callee.Inside(Function callee) -> never(callee);
            default -> false;
        };
    }

    private static String lastName(Node function) {
        return function.field("field").orElse(function).text();
    }

    /** zerolog's {@code log.Fatal().Err(err).Msg("…")}. */
    private static boolean fatalEvent(Node function) {
        Optional<Node> operand = function.field("operand");
        while (operand.isPresent() && operand.get().kind().equals("call_expression")) {
            Node inner = operand.get().field("function").orElse(operand.get());
            if (FATAL.contains(lastName(inner))) {
                return true;
            }
            operand = inner.field("operand");
        }
        return false;
    }

    private boolean never(Function callee) {
        Boolean answer = known.get(callee);
        if (answer != null) {
            return answer;
        }
        known.put(callee, false);
        boolean ends = callee.body().filter(EndlessCalls::mayNotReturn).isPresent()
                && callee.node().field("result").isEmpty();
        if (ends) {
            ControlFlow flow = ControlFlow.of(callee.node(), this);
            ends = flow.complete() && !flow.returns();
        }
        known.put(callee, ends);
        return ends;
    }

    private static boolean mayNotReturn(Node body) {
        return body.end() - body.start() <= LONGEST_BODY && SIGNS.stream().anyMatch(body.text()::contains);
    }
}
