package dev.headroom.analysis.check.database;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.DeferPlace;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.LeakCheck;
import dev.headroom.golang.Program;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.lifetime.ResourceKind;
import java.util.List;

/** A check that rows are closed or read to their end, and prepared statements closed, on every path. */
public final class RowsClosedCheck extends LeakCheck {

    public RowsClosedCheck() {
        super("rows-closed", List.of(ResourceKind.ROWS, ResourceKind.STATEMENT), KnownLibraries.DATABASES);
    }

    @Override
    protected String pathNote() {
        return "still open here";
    }

    @Override
    protected String variant(ResourceKind kind, String what) {
        if (!kind.equals(ResourceKind.STATEMENT)) {
            return what;
        }
        return what.isEmpty() ? "statement" : "statement-" + what;
    }

    @Override
    protected void propose(Acquisition acquisition, Lifetime lifetime, Program program, CheckContext.Report report) {
        DeferPlace.of(acquisition, lifetime).ifPresent(place -> report.fix("close", place));
    }
}
