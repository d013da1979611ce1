package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.DeferPlace;
import dev.headroom.analysis.check.LeakCheck;
import dev.headroom.golang.Program;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.lifetime.ResourceKind;
import java.util.List;
import java.util.Set;

/** A check that the bodies of responses are closed, or handed on to code that may close them. */
public final class ResponseBodyCheck extends LeakCheck {

    public ResponseBodyCheck() {
        super("response-body", List.of(ResourceKind.RESPONSE_BODY), Set.of("net/http"));
    }

    @Override
    protected String pathNote() {
        return "the body is still open here";
    }

    @Override
    protected void propose(Acquisition acquisition, Lifetime lifetime, Program program, CheckContext.Report report) {
        DeferPlace.of(acquisition, lifetime).ifPresent(place -> report.fix("close", place));
    }
}
