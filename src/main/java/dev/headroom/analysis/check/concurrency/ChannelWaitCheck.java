package dev.headroom.analysis.check.concurrency;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Occasions;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.Call;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Types;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A check of channel operations that a request waits for: that it can give up. */
public final class ChannelWaitCheck implements Check {
    private static final int LONGEST_WAY = 2;

    @Override
    public String name() {
        return "unbounded-channel-wait";
    }

    @Override
    public void examine(CheckContext context) {
        new Examination(context).run();
    }

    private static final class Examination {
        private final CheckContext context;
        private final Program program;
        private final Types types;
        private final Occasions occasions;
        private final ChannelSources sources;
        private final Map<Function, Boolean> connections = new HashMap<>();

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.types = program.types();
            this.occasions = new Occasions(program);
            this.sources = new ChannelSources(program);
        }

        void run() {
            for (GoFile file : program.files()) {
                if (!context.reportable(file) || TestSupport.servesTests(file)) {
                    continue;
                }
                for (Node node : file.nodes("send_statement", "unary_expression", "select_statement", "range_clause")) {
                    if (!node.broken()) {
                        ChannelWait.of(node, types).ifPresent(this::judge);
                    }
                }
            }
        }

        private void judge(ChannelWait wait) {
            Optional<Function> function = program.calls().functionOf(wait.node());
            Optional<Occasions.Way> way = function.flatMap(occasions::perRequest);
            if (way.isEmpty()
                    || way.get().calls().size() > LONGEST_WAY
                    || way.get().calls().stream().anyMatch(call -> call.kind() == Call.Kind.GO)
                    || startsElsewhere(function.get())) {
                return;
            }
            ChannelSources.Answer answer = sources.judge(wait, function.get());
            switch (answer) {
                case ENDS -> context.clean(wait.node());
                case UNCLEAR ->
                    context.undecided(wait.node(), "who is at the other end of the channel is not in sight");
                case MAY_WAIT -> {
                    if (kept(way.get())) {
                        context.undecided(wait.node(), "a connection that stays open may wait for long");
                    } else {
                        report(wait, way.get());
                    }
                }
            }
        }

        /** Whether the function is a literal that a goroutine runs: the request does not wait for it. */
        private boolean startsElsewhere(Function function) {
            return program.calls().callersOf(function).stream().anyMatch(call -> call.kind() == Call.Kind.GO)
                    || (function.literal() && started(function.node()));
        }

        private static boolean started(Node literal) {
            return literal.parent()
                    .flatMap(Node::parent)
                    .flatMap(call -> call.field("function"))
                    .flatMap(function -> function.field("field"))
                    .filter(name -> name.text().equals("Go") || name.text().equals("TryGo"))
                    .isPresent();
        }

        private boolean kept(Occasions.Way way) {
            return keeps(way.entry()) || way.calls().stream().anyMatch(call -> keeps(call.callee()));
        }

        private boolean keeps(Function function) {
            return connections.computeIfAbsent(function, key -> Connections.kept(key, types));
        }

        private void report(ChannelWait wait, Occasions.Way way) {
            CheckContext.Report report = context.report(wait.node())
                    .variant(
                            wait.kind() == ChannelWait.Kind.SEND
                                    ? "send"
                                    : wait.kind() == ChannelWait.Kind.SELECT ? "select" : "receive")
                    .with("channel", wait.channel().map(Node::text).orElse("channel"))
                    .with("entry", way.described());
            way.calls().forEach(call -> report.related(call.site(), Occasions.step(call)));
            report.submit();
        }
    }
}
