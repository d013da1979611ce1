package dev.headroom.analysis.check.database;

import dev.headroom.analysis.CheckContext;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.LeakCheck;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.lifetime.ResourceKind;
import dev.headroom.golang.syntax.Node;
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
        Optional<Node> loop = acquisition.variable().flatMap(variable -> onlyLoop(variable, acquisition));
        ZeroResults.of(acquisition.function(), program.types())
                .filter(zeros -> lifetime.use() == Lifetime.Use.NONE && loop.isPresent())
                .ifPresent(zeros -> report.with("zeros", zeros).fix("check", new FixSite.AfterStatement(loop.get())));
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
