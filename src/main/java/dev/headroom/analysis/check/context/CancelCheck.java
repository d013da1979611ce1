package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.LeakCheck;
import dev.headroom.golang.Program;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.lifetime.ResourceKind;
import java.util.List;
import java.util.Set;

/** A check that the function that cancels a context is called on every path. */
public final class CancelCheck extends LeakCheck {

    public CancelCheck() {
        super("cancel", List.of(ResourceKind.CANCEL), Set.of("context"));
    }

    /** The end of main ends the program, and every context with it. */
    @Override
    protected boolean leaks(Acquisition acquisition, Lifetime lifetime) {
        boolean main = acquisition.function().kind().equals("function_declaration")
                && acquisition
                        .function()
                        .field("name")
                        .filter(name -> name.text().equals("main"))
                        .isPresent();
        return lifetime.leaks() && (!main || acquisition.keeping() == Acquisition.Keeping.DROPPED);
    }

    @Override
    protected String pathNote() {
        return "the context has not been cancelled here";
    }

    @Override
    protected void propose(Acquisition acquisition, Lifetime lifetime, Program program, CheckContext.Report report) {
        CancelFix.of(acquisition, lifetime, program).ifPresent(fix -> fix.propose(report));
    }
}
