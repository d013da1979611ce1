package dev.headroom.analysis.check.database;

import dev.headroom.analysis.CheckContext;
import dev.headroom.analysis.check.DeferPlace;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.LeakCheck;
import dev.headroom.golang.Program;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.lifetime.ResourceKind;

/** A check that the rows of a query are closed, or read to their end, on every path. */
public final class RowsClosedCheck extends LeakCheck {

    public RowsClosedCheck() {
        super("rows-closed", ResourceKind.ROWS, KnownLibraries.DATABASES);
    }

    @Override
    protected String pathNote() {
        return "the rows are still open here";
    }

    @Override
    protected void propose(Acquisition acquisition, Lifetime lifetime, Program program, CheckContext.Report report) {
        DeferPlace.of(acquisition, lifetime).ifPresent(place -> report.fix("close", place));
    }
}
