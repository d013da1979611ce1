package dev.headroom.analysis.check.concurrency;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Closures;
import dev.headroom.analysis.check.DataLoop;
import dev.headroom.analysis.check.Dependents;
import dev.headroom.analysis.check.Occasions;
import dev.headroom.analysis.check.OneOffWork;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A check of the places that start goroutines: that requests and data do not decide how many run at a time. */
public final class UnboundedGoroutinesCheck implements Check {

    @Override
    public String name() {
        return "unbounded-goroutines";
    }

    @Override
    public Set<String> settledBy() {
        return Set.of("SetLimit", "semaphore.NewWeighted");
    }

    @Override
    public void examine(CheckContext context) {
        new Examination(context).run();
    }

    private static final class Examination {
        private static final int LONGEST_WAY = 3;
        private static final Pattern ENDING = Pattern.compile("(?i)_?(close|stop|shutdown|disconnect)(all)?");
        private static final Set<String> ENDS = Set.of("Close", "Stop", "Shutdown", "Disconnect");

        private final CheckContext context;
        private final Program program;
        private final Types types;
        private final SpawnBounds bounds;
        private final Occasions occasions;
        private final SettledLists settled;

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.types = program.types();
            this.bounds = new SpawnBounds(program);
            this.occasions = new Occasions(program);
            this.settled = new SettledLists(program, occasions);
        }

        void run() {
            for (GoFile file : program.files()) {
                if (!context.reportable(file) || TestSupport.servesTests(file) || OneOffWork.byHand(file)) {
                    continue;
                }
                boolean groups = file.importPaths().contains("golang.org/x/sync/errgroup")
                        || file.importPaths().contains("sync");
                List<Node> places = groups ? file.nodes("go_statement", "call_expression") : file.nodes("go_statement");
                for (Node node : places) {
                    if (!node.broken()) {
                        Spawn.of(node, types).ifPresent(this::judge);
                    }
                }
            }
        }

        /** {@code go session.Close()}: there is one for each thing that ends, as there was one to begin it. */
        private static boolean ends(Spawn spawn) {
            boolean ends = false;
            for (Node node : spawn.run().field("body").orElse(spawn.run()).descendants()) {
                if (node.kind().equals("call_expression")) {
                    ends = ENDS.contains(Expressions.calledName(node));
                    if (!ends) {
                        return false;
                    }
                }
            }
            return ends;
        }

        private void judge(Spawn spawn) {
            Optional<Function> function = program.calls().functionOf(spawn.node());
            if (function.isEmpty() || function.get().body().isEmpty()) {
                return;
            }
            Optional<DataLoop> loop = multiplies(spawn);
            if (ends(spawn) || ENDING.matcher(function.get().name()).matches()) {
                context.clean(spawn.node());
            } else if (loop.isPresent()) {
                perElement(spawn, loop.get());
            } else if (spawn.kind() == Spawn.Kind.GO && !inLoop(spawn.node())) {
                perRequest(spawn, function.get());
            }
        }

        /** The loop that starts a goroutine for each element, message or value. */
        private Optional<DataLoop> multiplies(Spawn spawn) {
            Node current = spawn.node();
            for (Optional<Node> up = current.parent(); up.isPresent(); up = current.parent()) {
                Node parent = up.get();
                if (parent.kind().equals("for_statement") && current.kind().equals("block")) {
                    DataLoop loop = DataLoop.of(parent, types);
                    switch (loop.kind()) {
                        case DATA, PIECES, CHANNEL -> {
                            if (loop.kind() != DataLoop.Kind.CHANNEL || depends(spawn, loop)) {
                                return Optional.of(loop);
                            }
                        }
                        case ENDLESS, CONDITION -> {
                            if (perMessage(spawn, loop)) {
                                return Optional.of(loop);
                            }
                        }
                        default -> {}
                    }
                } else if (parent.kind().equals("func_literal") && !Closures.runsInPlace(parent, types)) {
                    return Optional.empty();
                }
                current = parent;
            }
            return Optional.empty();
        }

        private boolean depends(Spawn spawn, DataLoop loop) {
            return Dependents.of(types, loop.body().orElse(loop.statement()), new HashSet<>(loop.elements()))
                    .in(spawn.node());
        }

        /** Whether an endless loop starts a goroutine for what it receives or reads in each turn; connections are not meant. */
        private boolean perMessage(Spawn spawn, DataLoop loop) {
            Set<Variable> received = new HashSet<>();
            for (Node node : loop.statement().descendants()) {
                if (node.start() >= spawn.node().start()) {
                    break;
                }
                if (node.kind().equals("call_expression")
                        && Expressions.calledName(node).startsWith("Accept")) {
                    return false;
                }
                if (node.kind().equals("receive_statement") || receives(node)) {
                    node.field("left").stream()
                            .flatMap(left -> left.namedChildren().stream())
                            .flatMap(name -> types.variable(name).stream())
                            .filter(variable -> !types.typeOf(variable).is("time", "Time"))
                            .forEach(received::add);
                }
            }
            return !received.isEmpty()
                    && Dependents.of(types, loop.body().orElse(loop.statement()), received)
                            .in(spawn.node());
        }

        private boolean receives(Node node) {
            boolean assigns =
                    node.kind().equals("short_var_declaration") || node.kind().equals("assignment_statement");
            return assigns
                    && node.field("right")
                            .flatMap(right -> right.namedChildren().stream().findFirst())
                            .filter(value -> value.text().startsWith("<-") || message(value))
                            .isPresent();
        }

        private boolean message(Node value) {
            return value.kind().equals("call_expression")
                    && types.callee(value) instanceof Callee.Outside outside
                    && Set.of(
                                    "ReadMessage",
                                    "FetchMessage",
                                    "Fetch",
                                    "Receive",
                                    "ReceiveMessage",
                                    "Recv",
                                    "Next",
                                    "NextMsg",
                                    "BLPop",
                                    "BRPop",
                                    "XReadGroup")
                            .contains(outside.name())
                    && !(types.typeOf(value) instanceof GoType.Basic);
        }

        private boolean inLoop(Node node) {
            return occasions.goesOnAndOn(node);
        }

        private void perElement(Spawn spawn, DataLoop loop) {
            SpawnBounds.Bound bound = bounds.of(spawn, loop.statement());
            if (bound == SpawnBounds.Bound.BOUNDED || bounds.worker(spawn) || leaves(spawn)) {
                context.clean(spawn.node());
            } else if (bound == SpawnBounds.Bound.UNCLEAR) {
                context.undecided(spawn.node(), "a semaphore bounds the work, not the goroutines that wait for it");
            } else if (occasions.of(spawn.node()) == Occasions.Often.ONCE && loop.kind() != DataLoop.Kind.CHANNEL) {
                context.clean(spawn.node());
            } else if (bounds.seemsToGoOn(spawn)) {
                context.undecided(spawn.node(), "the goroutine seems to serve for long");
            } else if (loop.kind() == DataLoop.Kind.PIECES && counted(loop)) {
                context.undecided(spawn.node(), "the pieces may be few and large");
            } else if (settled.over(loop.statement())) {
                context.undecided(spawn.node(), "the list is as long as the configuration says");
            } else {
                report(spawn)
                        .variant(
                                switch (spawn.kind()) {
                                    case ERRGROUP -> "group";
                                    default ->
                                        loop.kind() == DataLoop.Kind.DATA || loop.kind() == DataLoop.Kind.PIECES
                                                ? "element"
                                                : "message";
                                })
                        .with("over", over(loop))
                        .with("group", spawn.group().map(Node::text).orElse("group"))
                        .related(loop.statement(), "the loop")
                        .submit();
            }
        }

        /** {@code for from := 0; from < len(list); from += size} */
        private static boolean counted(DataLoop loop) {
            return loop.statement().namedChildren().stream()
                    .anyMatch(clause -> clause.kind().equals("for_clause"));
        }

        /** Whether the loop ends behind the goroutine that it starts. */
        private static boolean leaves(Spawn spawn) {
            Optional<Node> list = spawn.node().parent();
            return list.filter(statements -> statements.kind().equals("statement_list"))
                    .map(Node::namedChildren)
                    .map(List::getLast)
                    .filter(last -> last.kind().equals("return_statement")
                            || last.kind().equals("break_statement"))
                    .isPresent();
        }

        private static String over(DataLoop loop) {
            String over = loop.over();
            boolean said = !over.isEmpty() && over.length() <= 40 && !over.contains("\n");
            return said ? "of `" + over + "`" : "of the loop's data";
        }

        private void perRequest(Spawn spawn, Function function) {
            Optional<Occasions.Way> way = occasions.perRequest(function);
            if (way.isEmpty()
                    || way.get().calls().size() > LONGEST_WAY
                    || occasions.onlyOnce(spawn.node())
                    || connection(way.get())) {
                return;
            }
            SpawnBounds.Bound bound = bounds.of(spawn, function.body().orElse(spawn.node()));
            Joins.Joined joined = Joins.of(spawn, function, types);
            if (bound == SpawnBounds.Bound.BOUNDED || joined == Joins.Joined.BY_FUNCTION) {
                context.clean(spawn.node());
            } else if (joined == Joins.Joined.PERHAPS) {
                context.undecided(spawn.node(), "a caller may wait for the goroutine");
            } else if (bound == SpawnBounds.Bound.UNCLEAR) {
                context.undecided(spawn.node(), "a semaphore bounds the work, not the goroutines that wait for it");
            } else if (bounds.worker(spawn) || bounds.seemsToGoOn(spawn)) {
                context.undecided(spawn.node(), "the goroutine seems to serve for long");
            } else {
                CheckContext.Report report =
                        report(spawn).variant("request").with("entry", way.get().described());
                report.related(
                        way.get()
                                .entry()
                                .node()
                                .field("name")
                                .orElse(way.get().entry().node()),
                        way.get().described());
                way.get().calls().forEach(call -> report.related(call.site(), Occasions.step(call)));
                report.submit();
            }
        }

        /** Whether requests on the way are connections that stay, each of which may well have goroutines of its own. */
        private boolean connection(Occasions.Way way) {
            Function entry = way.entry();
            if (way.why() == EntryPoint.SERVER_METHOD) {
                List<GoType> parameters = types.signature(entry).parameters();
                boolean stream = !parameters.isEmpty()
                        && parameters.getLast().pointee() instanceof GoType.Named(String path, String name)
                        && (name.endsWith("Server") || name.endsWith("Stream"));
                if (stream) {
                    return true;
                }
            }
            return Connections.kept(entry, types)
                    || way.calls().stream().anyMatch(call -> Connections.kept(call.callee(), types));
        }

        private CheckContext.Report report(Spawn spawn) {
            return context.report(spawn.node());
        }
    }
}
