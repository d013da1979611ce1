package dev.headroom.analysis.check;

import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What makes the functions of a program run: its start, or again and again requests, messages and clocks. */
public final class Occasions {
    private static final int MOST_FUNCTIONS = 2_000;
    private static final Pattern PAGES = Pattern.compile("(?i)hasmore|next_?page|page_?token|continuation_?token");

    private final Program program;
    private final CallGraph calls;
    private final Map<Function, Often> known = new HashMap<>();
    private final Map<Function, Optional<Way>> ways = new HashMap<>();

    public Occasions(Program program) {
        this.program = program;
        this.calls = program.calls();
    }

    /** How often a function runs. */
    public enum Often {
        /** For each request or message, or in a loop that goes on as long as the program. */
        AGAIN,
        /** When the program starts, or once as a command. */
        ONCE,
        /** It is not seen what runs it. */
        UNKNOWN
    }

    /**
     * How a request gets to a function.
     *
     * @param entry the function that takes the request
     * @param calls from the entry on; empty when the function is the entry itself
     */
    public record Way(Function entry, EntryPoint why, List<Call> calls) {

        /** The entry in a sentence: {@code Server.Login (handles requests)}. */
        public String described() {
            return entry.described() + " (" + why.why() + ")";
        }
    }

    /** How often a place is passed; one at package level once. */
    public Often of(Node place) {
        return goesOnAndOn(place)
                ? Often.AGAIN
                : calls.functionOf(place).map(this::of).orElse(Often.ONCE);
    }

    /** How often a function runs. */
    public Often of(Function function) {
        return known.computeIfAbsent(function, this::search);
    }

    private Often search(Function target) {
        if (perRequest(target).isPresent()) {
            return Often.AGAIN;
        }
        Set<Function> seen = new HashSet<>(Set.of(target));
        Deque<Function> open = new ArrayDeque<>(seen);
        boolean hidden = false;
        boolean once = false;
        while (!open.isEmpty() && seen.size() < MOST_FUNCTIONS) {
            Function function = open.poll();
            Optional<EntryPoint> entry = calls.entryPoint(function);
            if (entry.filter(EntryPoint::perRequest).isPresent()) {
                return Often.AGAIN;
            }
            boolean started = entry.filter(why -> why != EntryPoint.GOROUTINE).isPresent();
            once |= started;
            List<Call> callers = callers(function);
            hidden |= callers.isEmpty() && entry.isEmpty();
            for (Call call : callers) {
                if (goesOnAndOn(call.site())) {
                    return Often.AGAIN;
                }
                hidden |= call.kind() == Call.Kind.REFERENCE && !started && !runAtOnce(call.site());
                once |= call.caller().isEmpty();
                call.caller().filter(seen::add).ifPresent(open::add);
            }
        }
        return once && !hidden && open.isEmpty() ? Often.ONCE : Often.UNKNOWN;
    }

    /** Whether a function is named only to be run where it is named, by {@code group.Go(service.Run)}. */
    private boolean runAtOnce(Node reference) {
        return Expressions.callTaking(reference)
                .filter(call -> program.types().callee(call) instanceof Callee.Outside outside
                        && (outside.isMethod("golang.org/x/sync/errgroup", "Group", "Go")
                                || outside.isMethod("sync", "WaitGroup", "Go")))
                .isPresent();
    }

    private List<Call> callers(Function function) {
        return calls.callersOf(function).stream()
                .filter(call -> !TestSupport.servesTests(program.fileOf(call.site())))
                .toList();
    }

    /** Whether a place lies in a loop without an end of its own: a ticker's, a channel's, a consumer's. */
    public boolean goesOnAndOn(Node place) {
        Node current = place;
        for (Optional<Node> up = place.parent(); up.isPresent(); up = current.parent()) {
            current = up.get();
            if (current.kind().equals("for_statement")) {
                DataLoop.Kind kind = DataLoop.of(current, program.types()).kind();
                if ((kind == DataLoop.Kind.ENDLESS && !pages(current)) || kind == DataLoop.Kind.CHANNEL) {
                    return true;
                }
            } else if (current.kind().equals("function_declaration")
                    || current.kind().equals("method_declaration")
                    || (current.kind().equals("func_literal") && !Closures.runsInPlace(current, program.types()))) {
                return false;
            }
        }
        return false;
    }

    /** Whether a loop goes on from page to page of an answer, and ends with the last. */
    private static boolean pages(Node loop) {
        String text = loop.text();
        return PAGES.matcher(text).find() && (text.contains("break") || text.contains("return"));
    }

    /** The shortest way of a request or message to a function. */
    public Optional<Way> perRequest(Function function) {
        return ways.computeIfAbsent(function, this::way);
    }

    private Optional<Way> way(Function target) {
        Map<Function, @Nullable Call> onwards = new HashMap<>();
        Deque<Function> open = new ArrayDeque<>(List.of(target));
        onwards.put(target, null);
        while (!open.isEmpty() && onwards.size() < MOST_FUNCTIONS) {
            Function function = open.poll();
            Optional<EntryPoint> entry = calls.entryPoint(function).filter(EntryPoint::perRequest);
            if (entry.isPresent()) {
                List<Call> steps = new ArrayList<>();
                for (Call call = onwards.get(function); call != null; call = onwards.get(call.callee())) {
                    if (call.kind() != Call.Kind.CLOSURE) {
                        steps.add(call);
                    }
                }
                return Optional.of(new Way(function, entry.get(), steps));
            }
            for (Call call : callers(function)) {
                boolean runs = call.kind() != Call.Kind.REFERENCE
                        && (call.kind() != Call.Kind.CLOSURE || Closures.runsInPlace(call.site(), program.types()));
                Optional<Function> caller = call.caller();
                if (runs && caller.isPresent() && !onwards.containsKey(caller.get()) && !onlyOnce(call.site())) {
                    onwards.put(caller.get(), call);
                    open.add(caller.get());
                }
            }
        }
        return Optional.empty();
    }

    /** Whether a {@code sync.Once} runs the literal around a place. */
    public boolean onlyOnce(Node place) {
        for (Optional<Node> up = Optional.of(place);
                up.isPresent();
                up = up.get().parent()) {
            Optional<Node> call = up.filter(node -> node.kind().equals("func_literal"))
                    .flatMap(Node::parent)
                    .flatMap(Node::parent)
                    .filter(node -> node.kind().equals("call_expression"));
            if (call.isPresent()
                    && program.types().callee(call.get()) instanceof Callee.Outside outside
                    && (outside.isMethod("sync", "Once", "Do")
                            || outside.isFunction("sync", "OnceFunc", "OnceValue", "OnceValues"))) {
                return true;
            }
        }
        return false;
    }

    /** What a call on the way does, half a sentence. */
    public static String step(Call call) {
        String callee = call.callee().described();
        return switch (call.kind()) {
            case GO -> "starts " + callee;
            case CLOSURE, REFERENCE -> "passes on " + callee;
            case CALL, INTERFACE, DEFER -> "calls " + callee;
        };
    }
}
