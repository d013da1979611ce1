package dev.headroom.analysis.check;

import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Types;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether code runs while requests or messages are served: for each of them, or for some.
 */
public final class RequestPaths {
    private static final Pattern ABSENT =
            Pattern.compile("== nil|![a-zA-Z_]|len\\([^)]*\\) == 0|\\.Load\\(\\)|== \"\"|== false");
    private static final Set<String> ONCE = Set.of("Once", "OnceFunc", "OnceValue", "OnceValues", "Group");

    private final Types types;
    private final CallGraph calls;
    private final boolean onlyCertain;
    private final Map<Function, Optional<List<Call>>> known = new HashMap<>();

    private RequestPaths(Program program, boolean onlyCertain) {
        this.types = program.types();
        this.calls = program.calls();
        this.onlyCertain = onlyCertain;
    }

    /** Paths that every request takes: through calls whose target is one function, under no condition of once. */
    public static RequestPaths certain(Program program) {
        return new RequestPaths(program, true);
    }

    /** Paths that some request may take. */
    public static RequestPaths possible(Program program) {
        return new RequestPaths(program, false);
    }

    /** The calls from what serves a request or message to a place, its own function's entry included as no call. */
    public Optional<List<Call>> to(Node place) {
        Optional<Function> function = calls.functionOf(place);
        return function.isPresent() && always(place, function.get()) ? to(function.get()) : Optional.empty();
    }

    /** The calls that lead from a function that serves requests to a function; empty where none is certain. */
    public Optional<List<Call>> to(Function function) {
        return known.computeIfAbsent(function, this::search);
    }

    private Optional<List<Call>> search(Function target) {
        Map<Function, @Nullable Call> onwards = new HashMap<>();
        Deque<Function> open = new ArrayDeque<>(List.of(target));
        onwards.put(target, null);
        while (!open.isEmpty()) {
            Function function = open.poll();
            if (calls.entryPoint(function).filter(EntryPoint::perRequest).isPresent()) {
                return Optional.of(path(function, onwards));
            }
            for (Call call : calls.callersOf(function)) {
                Optional<Function> caller = call.caller();
                if (caller.isPresent() && !onwards.containsKey(caller.get()) && certain(call, caller.get())) {
                    onwards.put(caller.get(), call);
                    open.add(caller.get());
                }
            }
        }
        return Optional.empty();
    }

    private static List<Call> path(Function entry, Map<Function, @Nullable Call> onwards) {
        List<Call> steps = new ArrayList<>();
        for (Call call = onwards.get(entry); call != null; call = onwards.get(call.callee())) {
            steps.add(call);
        }
        return steps;
    }

    private boolean certain(Call call, Function caller) {
        if (!onlyCertain) {
            return call.kind() != Call.Kind.REFERENCE;
        }
        boolean runs = switch (call.kind()) {
            case CALL, DEFER, GO -> true;
            case CLOSURE -> !runsOnce(call.site()) && !returned(call.site());
            case INTERFACE -> implementations(call.site()) == 1;
            case REFERENCE -> false;
        };
        return runs && always(call.site(), caller);
    }

    private int implementations(Node call) {
        if (!(types.callee(call) instanceof Callee.Inside(Function method))) {
            return 0;
        }
        return calls.implementations(types.receiverOf(call), method).size();
    }

    /** Whether a literal is given to {@code sync.Once} or {@code singleflight}. */
    private boolean runsOnce(Node literal) {
        return Expressions.callTaking(literal)
                .filter(call -> types.callee(call) instanceof Callee.Outside outside
                        && (ONCE.contains(outside.receiver()) || ONCE.contains(outside.name())))
                .isPresent();
    }

    /** Whether a literal leaves the function it stands in, to run whenever somebody likes. */
    private static boolean returned(Node literal) {
        return Statements.holding(literal).kind().equals("return_statement");
    }

    /** Whether a place is not under a condition that something is missing yet, as where a value is made once and kept. */
    private static boolean always(Node place, Function function) {
        Node inner = place;
        for (Optional<Node> up = place.parent();
                up.isPresent() && !inner.equals(function.node());
                up = inner.parent()) {
            Node outer = up.get();
            if (outer.kind().equals("if_statement")) {
                boolean condition = outer.field("condition")
                                .filter(inner::equals)
                                .isPresent()
                        || outer.field("initializer").filter(inner::equals).isPresent();
                String asked = outer.field("condition").map(Node::text).orElse("");
                if (!condition && ABSENT.matcher(asked).find() && !asked.contains("err ")) {
                    return false;
                }
            }
            inner = outer;
        }
        return !behindLookup(place, function);
    }

    /** Whether an earlier statement of the function returns what was found: {@code if c, ok := cache[k]; ok { return c }}. */
    private static boolean behindLookup(Node place, Function function) {
        for (Node node : function.body().map(Node::descendants).orElse(List.of())) {
            if (node.start() >= place.start()) {
                return false;
            }
            if (node.kind().equals("if_statement") && node.end() <= place.start()) {
                String asked = node.field("condition").map(Node::text).orElse("");
                boolean found = asked.matches("(?s).*(\\bok\\b|\\bfound\\b|\\bexists\\b|!= nil).*")
                        && !asked.startsWith("!")
                        && !asked.contains("err");
                boolean returns = node.field("consequence")
                        .filter(block -> block.text().contains("return "))
                        .isPresent();
                if (found && returns) {
                    return true;
                }
            }
        }
        return false;
    }
}
