package dev.headroom.analysis.check.concurrency;

import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.DataLoop;
import dev.headroom.analysis.check.Values;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What bounds how many goroutines a place starts: limits of groups, semaphores, guards that let one through. */
final class SpawnBounds {
    private static final Set<String> ACQUIRE = Set.of(
            "Acquire", "TryAcquire", "TryLock", "CompareAndSwap", "LoadOrStore", "TryGo", "Reserve", "Take", "Borrow");
    private static final Set<String> LIMITERS = Set.of(
            "golang.org/x/sync/semaphore",
            "golang.org/x/time/rate",
            "go.uber.org/ratelimit",
            "github.com/panjf2000/ants",
            "github.com/marusama/semaphore");

    /** The body of a literal that only starts what serves for long: {@code { return router.Start(ctx) }}. */
    private static final Pattern SERVES = Pattern.compile(
            "\\{\\s*(return\\s+|_ = )?[\\w.\\[\\]]+\\.(Start|Serve|ListenAndServe|Watch)\\([\\w., ]*(\\(\\))?\\)\\s*}");

    /** Functions whose names say that they go on. */
    private static final Pattern GOES_ON =
            Pattern.compile("((do|run|start|keep)?([Ss]ubscribe|[Ss]erve|[Ll]isten|[Ww]atch)|.*[Ll]oop)([A-Z].*)?");

    private static final Pattern IDLE =
            Pattern.compile("(?i)!([\\w.]+\\.)?(is)?(running|busy|inprogress|started|active)\\b");

    private final Program program;
    private final Types types;

    SpawnBounds(Program program) {
        this.program = program;
        this.types = program.types();
    }

    /** How sure it is that a place starts only so many goroutines at a time. */
    enum Bound {
        BOUNDED,
        /** Something limits the work, though perhaps not the goroutines that wait for their turn. */
        UNCLEAR,
        NONE
    }

    Bound of(Spawn spawn, Node within) {
        if (spawn.kind() == Spawn.Kind.ERRGROUP && limited(spawn)) {
            return Bound.BOUNDED;
        }
        if (acquires(within, within.start(), spawn.node().start(), spawn)) {
            return Bound.BOUNDED;
        }
        return acquiresInside(spawn) || idle(spawn, within) ? Bound.UNCLEAR : Bound.NONE;
    }

    /** Whether the goroutine is started on the condition that none is running: {@code if !worker.Running()}. */
    private static boolean idle(Spawn spawn, Node within) {
        for (Optional<Node> up = spawn.node().parent();
                up.isPresent() && !up.get().equals(within);
                up = up.get().parent()) {
            boolean asks = up.get().kind().equals("if_statement")
                    && up.get()
                            .field("condition")
                            .filter(condition -> IDLE.matcher(condition.text()).find())
                            .isPresent();
            if (asks) {
                return true;
            }
        }
        return false;
    }

    private boolean limited(Spawn spawn) {
        return spawn.group()
                .filter(group -> {
                    boolean set = program.flow().originsOf(group).makers().stream()
                            .anyMatch(maker -> !program.flow()
                                    .from(maker)
                                    .calls("SetLimit")
                                    .isEmpty());
                    boolean here = types.variable(group).stream()
                            .flatMap(variable -> variable.uses().stream())
                            .anyMatch(use -> use.parent()
                                    .flatMap(parent -> parent.field("field"))
                                    .filter(field -> field.text().equals("SetLimit"))
                                    .isPresent());
                    return set || here || fromOutside(group);
                })
                .isPresent();
    }

    /** Whether somebody else may have set a limit. */
    private boolean fromOutside(Node group) {
        return types.variable(group)
                .map(variable ->
                        variable.kind() == Variable.Kind.PARAMETER || variable.kind() == Variable.Kind.RECEIVER)
                .orElse(true);
    }

    /** Whether a semaphore is taken between two places, on the way to the goroutine. */
    private boolean acquires(Node within, int from, int to, Spawn spawn) {
        for (Node node : within.descendants()) {
            if (node.start() < from || node.start() >= to || apart(node, within, spawn)) {
                continue;
            }
            boolean takes = switch (node.kind()) {
                case "send_statement" ->
                    token(node.field("channel"), node.field("value")) || givenBack(node.field("channel"), spawn);
                case "unary_expression" -> takesToken(node);
                case "call_expression" -> acquire(node) || (!within.equals(spawn.node()) && raisesFlag(node));
                default -> false;
            };
            if (takes) {
                return true;
            }
        }
        return false;
    }

    /** Whether a node lies in a function literal that the spawn does not lie in. */
    private static boolean apart(Node node, Node within, Spawn spawn) {
        for (Optional<Node> up = node.parent();
                up.isPresent() && !up.get().equals(within);
                up = up.get().parent()) {
            if (up.get().kind().equals("func_literal")
                    && !(up.get().start() <= spawn.node().start()
                            && spawn.node().end() <= up.get().end())) {
                return true;
            }
        }
        return false;
    }

    private boolean token(Optional<Node> channel, Optional<Node> value) {
        boolean empty = value.map(Node::text)
                .filter(text -> Set.of("struct{}{}", "true", "1", "struct {}{}").contains(text))
                .isPresent();
        return empty
                || channel.map(types::typeOf)
                        .map(types::underlying)
                        .filter(type -> type instanceof GoType.Chan(GoType.Struct element))
                        .isPresent();
    }

    /** Whether the goroutine takes out of a channel what was put into it before: {@code running <- name}. */
    private static boolean givenBack(Optional<Node> channel, Spawn spawn) {
        String text = channel.map(Node::text).orElse("");
        for (Node node : spawn.node().descendants()) {
            if (node.kind().equals("unary_expression") && node.text().equals("<-" + text)) {
                return true;
            }
        }
        return false;
    }

    /** {@code <-tokens} of a channel that is filled with permits. */
    private boolean takesToken(Node receive) {
        boolean receives = receive.field("operator")
                .filter(operator -> operator.text().equals("<-"))
                .isPresent();
        Optional<Node> channel = receive.field("operand");
        return receives
                && channel.isPresent()
                && (channel.get().text().matches("(?i).*(sem|token|slot|permit|limit|throttle|concurren).*")
                        || filledBefore(channel.get()));
    }

    /** Whether the function itself has filled a channel before: {@code for i := range 4 { workers <- i }}. */
    private boolean filledBefore(Node channel) {
        return types.variable(channel).stream()
                .flatMap(variable -> variable.uses().stream())
                .filter(use ->
                        use.end() <= channel.start() && Statements.function(use).equals(Statements.function(channel)))
                .anyMatch(use -> use.parent()
                        .filter(send -> send.kind().equals("send_statement"))
                        .flatMap(send -> send.field("channel"))
                        .filter(use::equals)
                        .isPresent());
    }

    private boolean acquire(Node call) {
        String name = Expressions.calledName(call);
        return switch (types.callee(call)) {
            case Callee.Outside outside -> LIMITERS.contains(outside.packagePath()) || ACQUIRE.contains(name);
            case Callee.Inside(Function function) -> ACQUIRE.contains(name) || takesInside(function);
            case Callee.Unknown unknown -> ACQUIRE.contains(name);
            default -> false;
        };
    }

    /** {@code running.Swap(true)}, which lets only the first through. */
    private static boolean raisesFlag(Node call) {
        List<Node> arguments = Expressions.arguments(call);
        return Code.calledName(call).endsWith("Swap")
                && arguments.size() == 1
                && arguments.getFirst().text().equals("true");
    }

    /** Whether a function of the program takes a token of a semaphore, or raises a flag, and does not take it back. */
    private boolean takesInside(Function function) {
        boolean named = function.name().matches("(?i).*(acquire|limit|throttle|slot|permit|lock).*");
        Set<String> asked = new HashSet<>();
        for (Node node : function.body().map(Node::descendants).orElse(List.of())) {
            boolean takes = switch (node.kind()) {
                case "send_statement" -> named && token(node.field("channel"), node.field("value"));
                case "if_statement" -> {
                    node.field("condition").ifPresent(condition -> asked.add(condition.text()));
                    yield false;
                }
                // if r.running { return false }; r.running = true
                case "assignment_statement" -> {
                    String[] sides = node.text().split(" = ", 2);
                    yield sides.length == 2 && sides[1].equals("true") && asked.contains(sides[0]);
                }
                default -> false;
            };
            if (takes) {
                return true;
            }
        }
        return false;
    }

    /** Whether what a goroutine runs takes a semaphore, itself or in a function of the program that it calls. */
    private boolean acquiresInside(Spawn spawn) {
        Optional<Node> body = body(spawn);
        if (body.isEmpty()) {
            return false;
        }
        Node run = body.get();
        return acquires(run, run.start(), run.end(), new Spawn(run, spawn.kind(), run)) || callsThatAcquire(run);
    }

    private boolean callsThatAcquire(Node run) {
        for (Node node : run.descendants()) {
            if (node.kind().equals("call_expression")
                    && types.callee(node) instanceof Callee.Inside(Function function)
                    && function.body().filter(this::acquiresDirectly).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private boolean acquiresDirectly(Node body) {
        for (Node node : body.descendants()) {
            if (node.kind().equals("call_expression")
                    && types.callee(node) instanceof Callee.Outside outside
                    && LIMITERS.contains(outside.packagePath())
                    && ACQUIRE.contains(outside.name())) {
                return true;
            }
        }
        return false;
    }

    /** What is started: the body of a literal, of a function, or of a literal that a variable has. */
    private Optional<Node> body(Spawn spawn) {
        Optional<Node> body = spawn.run().field("body");
        if (body.isEmpty() && types.callee(spawn.run()) instanceof Callee.Inside(Function function)) {
            return function.body();
        }
        return body.or(() -> spawn.run()
                .field("function")
                .flatMap(types::variable)
                .flatMap(Values::initial)
                .flatMap(initial -> initial.value().field("body")));
    }

    /** Whether what is started goes on until it is told to stop, as a worker does: then there is one of it. */
    boolean worker(Spawn spawn) {
        return body(spawn).filter(this::goesOn).isPresent();
    }

    /** Whether a name says that what is started goes on for long. */
    boolean seemsToGoOn(Spawn spawn) {
        for (Node node : spawn.node().descendants()) {
            if (node.kind().equals("call_expression")
                    && GOES_ON.matcher(Expressions.calledName(node)).matches()) {
                return true;
            }
        }
        return false;
    }

    private boolean goesOn(Node body) {
        for (Node node : body.descendants()) {
            if (node.kind().equals("for_statement")) {
                DataLoop.Kind kind = DataLoop.of(node, types).kind();
                if (kind == DataLoop.Kind.ENDLESS || kind == DataLoop.Kind.CHANNEL) {
                    return true;
                }
            }
        }
        if (SERVES.matcher(body.text()).matches()) {
            return true;
        }
        for (Node node : body.descendants()) {
            if (node.kind().equals("call_expression")
                    && types.callee(node) instanceof Callee.Inside(Function function)
                    && Expressions.arguments(node).size() <= 2
                    && body.namedChildren().size() == 1) {
                return function.body()
                        .filter(inner -> !inner.equals(body))
                        .filter(this::loops)
                        .isPresent();
            }
        }
        return false;
    }

    private boolean loops(Node body) {
        for (Node node : body.descendants()) {
            if (node.kind().equals("for_statement")) {
                DataLoop.Kind kind = DataLoop.of(node, types).kind();
                if (kind == DataLoop.Kind.ENDLESS || kind == DataLoop.Kind.CHANNEL) {
                    return true;
                }
            }
        }
        return false;
    }
}
