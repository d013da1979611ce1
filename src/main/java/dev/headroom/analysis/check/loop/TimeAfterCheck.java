package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.Program;
import dev.headroom.golang.cfg.Loop;
import dev.headroom.golang.cfg.Repetition;
import dev.headroom.golang.module.GoMod;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoFile;
import java.util.Optional;
import java.util.Set;

/**
 * A check for timers that a select in a loop makes and abandons. Before Go 1.23 such a timer is not freed until it fires.
 *
 * @see <a href="https://pkg.go.dev/time#After">time.After</a>
 */
public final class TimeAfterCheck implements Check {

    @Override
    public String name() {
        return "time-after-in-loop";
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        Optional<String> version = program.module().map(GoMod::goVersion).filter(text -> !text.isEmpty());
        boolean collected =
                version.isPresent() && program.module().orElseThrow().atLeast(1, 23);
        if (collected || !program.importsAny(Set.of("time"))) {
            return;
        }
        Repetition repetition = new Repetition(program.types());
        for (GoFile file : program.files()) {
            if (!context.reportable(file) || !file.importPaths().contains("time")) {
                continue;
            }
            for (Node select : file.nodes("select_statement")) {
                if (!select.broken()) {
                    examine(context, select, repetition, version.isPresent());
                }
            }
        }
    }

    private static void examine(CheckContext context, Node select, Repetition repetition, boolean versionKnown) {
        Optional<Loop> loop = Loop.around(select);
        if (loop.isEmpty()) {
            return;
        }
        for (Node clause : Statements.clauses(select)) {
            Optional<Node> communication = clause.field("communication");
            Optional<Node> after = communication.flatMap(waits -> timer(waits, context.program()));
            if (after.isEmpty()) {
                continue;
            }
            if (!repetition.againWithout(communication.get(), select, loop.get())) {
                context.clean(after.get());
            } else if (versionKnown) {
                context.report(after.get()).with("call", after.get().text()).submit();
            } else {
                context.undecided(after.get(), "the version of Go is not known");
            }
        }
    }

    /** The call of {@code time.After} that a clause receives from. */
    private static Optional<Node> timer(Node communication, Program program) {
        for (Node inner : communication.descendants()) {
            if (inner.kind().equals("call_expression")
                    && program.types().callee(inner) instanceof Callee.Outside outside
                    && outside.isFunction("time", "After")) {
                return Optional.of(inner);
            }
        }
        return Optional.empty();
    }
}
