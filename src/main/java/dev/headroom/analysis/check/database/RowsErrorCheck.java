package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.LeakCheck;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.lifetime.ResourceKind;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;

/** A check that rows are asked for their error behind the loop that reads them. */
public final class RowsErrorCheck extends LeakCheck {

    public RowsErrorCheck() {
        super("rows-error", List.of(ResourceKind.ROWS_ERROR), KnownLibraries.DATABASES);
    }

    /** Rows that nothing asks for their error hide it, even when they are not read in a loop. */
    @Override
    protected boolean leaks(Acquisition acquisition, Lifetime lifetime) {
        return lifetime.leaks() || (lifetime.use() == Lifetime.Use.NONE && !lifetime.undecided());
    }

    @Override
    protected String pathNote() {
        return "nobody has asked for the error of the rows here";
    }

    @Override
    protected void propose(Acquisition acquisition, Lifetime lifetime, Program program, CheckContext.Report report) {
        Optional<Node> end = acquisition
                .variable()
                .flatMap(variable -> onlyLoop(variable, acquisition).flatMap(loop -> end(loop, variable)));
        ZeroResults.of(acquisition.function(), program.types())
                .filter(zeros -> lifetime.use() == Lifetime.Use.NONE && end.isPresent())
                .ifPresent(zeros -> report.with("zeros", zeros).fix("check", new FixSite.AfterStatement(end.get())));
    }

    /**
     * The statement behind which nothing is left to do for the rows: the loop, or what closes them next. A loop that may be
     * left early closes nothing by itself, and a return behind it would be a leak.
     */
    private static Optional<Node> end(Node loop, Variable variable) {
        List<Node> statements = loop.parent().map(Node::namedChildren).orElse(List.of());
        int next = statements.indexOf(loop) + 1;
        String close = variable.name() + ".Close()";
        if (next < statements.size()) {
            String text = statements.get(next).text();
            if (text.equals(close) || text.equals("_ = " + close)) {
                return Optional.of(statements.get(next));
            }
        }
        boolean deferred = variable.uses().stream()
                .flatMap(use -> Statements.around(use).stream())
                .anyMatch(statement -> statement.kind().equals("defer_statement"));
        return deferred || !left(loop) ? Optional.of(loop) : Optional.empty();
    }

    private static boolean left(Node loop) {
        for (Node inner : loop.descendants()) {
            if (inner.kind().equals("break_statement") || inner.kind().equals("goto_statement")) {
                return true;
            }
        }
        return false;
    }

    /** The loop that reads the rows, if there is but one, at no other loop's mercy. */
    private static Optional<Node> onlyLoop(Variable variable, Acquisition acquisition) {
        List<Node> loops = variable.uses().stream()
                .filter(use -> use.parent()
                        .flatMap(selector -> selector.field("field"))
                        .filter(field -> field.text().equals("Next"))
                        .isPresent())
                .flatMap(use -> use.parent().flatMap(Node::parent).flatMap(Node::parent).stream())
                .toList();
        boolean only = loops.size() == 1
                && loops.getFirst().kind().equals("for_statement")
                && loops.getFirst().parent().equals(acquisition.statement().flatMap(Node::parent));
        return only ? Optional.of(loops.getFirst()) : Optional.empty();
    }
}
