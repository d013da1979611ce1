package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.flow.Origins;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.Literals;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What becomes of the database handles of a program after they were opened. */
final class DatabaseHandles {
    /** So many functions may hand on what they open, each to the next, before callers differ. */
    private static final int MOST_STEPS = 4;

    private final Program program;
    private final CallGraph calls;
    private final Set<Node> openers;
    private final LimitSetters setters;
    private final ShortLivedHandles shortLived;
    private @Nullable Boolean strayLimit;

    /** Whether a handle has a limit. */
    enum Limit {
        LIMITED,
        /** Used by nothing but migrations, or by one function that closes it: never by many requests at a time. */
        SHORT_LIVED,
        UNLIMITED,
        UNKNOWN
    }

    DatabaseHandles(Program program, Set<Node> openers) {
        this.program = program;
        this.calls = program.calls();
        this.openers = openers;
        this.setters = new LimitSetters(program, openers);
        this.shortLived = new ShortLivedHandles(program);
    }

    Limit limit(Node opener) {
        Flow flow = program.flow().from(opener);
        if (!setters.of(opener, flow).isEmpty() || plugin(flow)) {
            return Limit.LIMITED;
        }
        if (shortLived.is(opener, flow)) {
            return Limit.SHORT_LIVED;
        }
        return flow.escaped() || strayLimit() ? Limit.UNKNOWN : Limit.UNLIMITED;
    }

    /** Whether one function opens the handle, uses it by itself and closes it. */
    boolean shortLived(Node opener) {
        return shortLived.closedAtOnce(opener, program.flow().from(opener));
    }

    /** Why it is unknown whether a handle has a limit, as half a sentence. */
    String doubt(Node opener) {
        return program.flow().from(opener).escapes().stream()
                .findFirst()
                .map(escape -> "the handle gets out of sight in "
                        + program.fileOf(escape).path() + ":" + escape.startLine())
                .orElse("a limit is set on a handle of which it is not in sight where it was opened");
    }

    /**
     * The calls of a function which opens databases for its callers, some of whom limit what they get, by those of them
     * who do not.
     */
    List<Node> unlimitedCallers(Node opener) {
        List<Node> callers = callers(opener);
        for (int steps = 0; callers.size() == 1 && steps < MOST_STEPS; steps++) {
            callers = callers(callers.getFirst());
        }
        if (callers.size() < 2 || plugin(program.flow().from(opener))) {
            return List.of();
        }
        Set<Node> elsewhere = new HashSet<>(setters.of(opener, program.flow().from(opener)));
        List<Node> unlimited = new ArrayList<>();
        for (Node caller : callers) {
            Flow flow = program.flow().from(caller);
            List<Node> limits = setters.of(caller, flow);
            limits.forEach(elsewhere::remove);
            if (limits.isEmpty() && !flow.escaped() && !shortLived.is(caller, flow)) {
                unlimited.add(caller);
            }
        }
        return elsewhere.isEmpty() ? unlimited : List.of();
    }

    private List<Node> callers(Node call) {
        return calls
                .functionOf(call)
                .filter(function -> !function.literal())
                .map(calls::callersOf)
                .orElse(List.of())
                .stream()
                .map(Call::site)
                .filter(site -> site.kind().equals("call_expression"))
                .toList();
    }

    /** Whether a gorm plugin such as dbresolver brings its own setter, chained to its registration. */
    private static boolean plugin(Flow flow) {
        return flow.calls("Use").stream()
                .anyMatch(call -> call.field("arguments")
                        .filter(list -> list.text().contains(LimitSetters.NAME))
                        .isPresent());
    }

    /** Whether the program limits a handle of which it cannot be told where it was opened: it may be any of them. */
    private boolean strayLimit() {
        if (strayLimit == null) {
            Set<Node> known = new HashSet<>();
            openers.forEach(opener -> known.addAll(program.flow().from(opener).uses()));
            strayLimit = program.flow().selectors(LimitSetters.NAME).stream()
                    .filter(selector -> !ownMethod(selector)
                            && !openers.stream().allMatch(opener -> Code.neverSet(program, selector, opener)))
                    .flatMap(selector -> selector.field("operand").stream())
                    .anyMatch(operand -> !known.contains(operand) && fromOutOfSight(operand));
        }
        return strayLimit;
    }

    private boolean ownMethod(Node selector) {
        return program.types().function(selector) instanceof Callee.Inside(Function function)
                && !function.abstractMethod();
    }

    private boolean fromOutOfSight(Node operand) {
        Origins origins = program.flow().originsOf(operand);
        return !origins.hidden().isEmpty() || origins.makers().isEmpty();
    }

    /** Whether {@code gorm.Open} is given a handle that was opened before. */
    boolean opensOver(Node gormOpen) {
        return Expressions.arguments(gormOpen).stream()
                .flatMap(argument -> program.flow().originsOf(argument).makers().stream())
                .anyMatch(maker -> maker.kind().equals("composite_literal")
                        && (Literals.field(maker, "Conn").isPresent()
                                || Literals.field(maker, "ConnPool").isPresent()));
    }

    /** Whether a single connection is kept where the handlers of a serving program share it. */
    boolean sharedByRequests(Node opener) {
        Flow flow = program.flow().from(opener);
        boolean kept = !flow.fields().isEmpty() || flow.variables().stream().anyMatch(shortLived::packageLevel);
        boolean serves = calls.functions().stream()
                .flatMap(function -> calls.entryPoint(function).stream())
                .anyMatch(EntryPoint::servesRequests);
        boolean listens = !flow.calls("WaitForNotification").isEmpty();
        return kept && serves && !listens && !flow.escaped();
    }
}
