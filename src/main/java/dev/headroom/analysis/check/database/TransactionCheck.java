package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.DeferPlace;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.LeakCheck;
import dev.headroom.golang.Program;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.lifetime.ResourceKind;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import java.util.List;
import java.util.Optional;

/** A check that transactions are committed or rolled back on every path. */
public final class TransactionCheck extends LeakCheck {

    public TransactionCheck() {
        super("transaction", List.of(ResourceKind.TRANSACTION), KnownLibraries.DATABASES);
    }

    @Override
    protected String pathNote() {
        return "the transaction is still open here";
    }

    @Override
    protected void propose(Acquisition acquisition, Lifetime lifetime, Program program, CheckContext.Report report) {
        Optional<String> arguments = arguments(acquisition, program);
        DeferPlace.of(acquisition, lifetime)
                .filter(place -> arguments.isPresent())
                .ifPresent(place -> report.with("arguments", arguments.get()).fix("rollback", place));
    }

    /** The transactions of pgx are rolled back with a context: the one they were begun with. */
    private static Optional<String> arguments(Acquisition acquisition, Program program) {
        GoType type = acquisition.variable().map(program.types()::typeOf).orElse(GoType.unknown());
        if (!(type.pointee() instanceof GoType.Named(String path, String name)) || !path.contains("pgx")) {
            return type.known() ? Optional.of("") : Optional.empty();
        }
        List<Node> given = Expressions.arguments(acquisition.call());
        return given.stream()
                .findFirst()
                .filter(context -> context.kind().equals("identifier"))
                .map(Node::text);
    }
}
