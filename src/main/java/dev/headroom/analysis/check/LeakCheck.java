package dev.headroom.analysis.check;

import dev.headroom.golang.Program;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.lifetime.Lifetimes;
import dev.headroom.golang.lifetime.ResourceKind;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A check of what functions acquire: that they give it back on every path. */
public abstract class LeakCheck implements Check {
    private final String name;
    private final List<ResourceKind> kinds;
    private final Set<String> packages;

    /**
     * @param name as the rule's YAML gives it
     * @param kinds what is acquired; no call acquires things of two of them
     * @param packages one of which must be imported for there to be anything to look at
     */
    protected LeakCheck(String name, List<ResourceKind> kinds, Set<String> packages) {
        this.name = name;
        this.kinds = List.copyOf(kinds);
        this.packages = packages;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        if (!program.importsAny(packages)) {
            return;
        }
        Lifetimes lifetimes = new Lifetimes(program);
        for (GoFile file : program.files()) {
            if (!context.reportable(file)) {
                continue;
            }
            for (Node call : file.nodes("call_expression")) {
                if (!call.broken()) {
                    kinds.forEach(kind -> lifetimes
                            .acquisition(call, kind)
                            .ifPresent(acquisition ->
                                    decide(acquisition, lifetimes.lifetime(acquisition, kind), kind, context)));
                }
            }
        }
    }

    private void decide(Acquisition acquisition, Lifetime lifetime, ResourceKind kind, CheckContext context) {
        if (leaks(acquisition, lifetime)) {
            report(acquisition, lifetime, kind, context);
        } else if (lifetime.undecided()) {
            context.undecided(acquisition.call(), lifetime.unclear());
        } else {
            context.clean(acquisition.call());
        }
    }

    private void report(Acquisition acquisition, Lifetime lifetime, ResourceKind kind, CheckContext context) {
        CheckContext.Report report = context.report(acquisition.call())
                .with("call", Code.calledName(acquisition.call()))
                .with(
                        "name",
                        acquisition.variable().map(variable -> variable.name()).orElse("_"));
        Optional<Node> leak = lifetime.leak();
        if (acquisition.keeping() == Acquisition.Keeping.DROPPED) {
            report.variant(variant(kind, "dropped"));
        } else if (leak.isPresent() && lifetime.use() != Lifetime.Use.NONE) {
            Node end = leak.get();
            boolean atEnd = end.kind().equals("block");
            report.variant(variant(kind, "path"))
                    .with("line", Integer.toString(atEnd ? end.endLine() : end.startLine()));
            if (!atEnd) {
                report.related(end, pathNote());
            }
        } else if (!variant(kind, "").isEmpty()) {
            report.variant(variant(kind, ""));
        }
        propose(acquisition, lifetime, context.program(), report);
        report.submit();
    }

    /** The rule's variant that speaks of a kind of things, where there is a choice. */
    protected String variant(ResourceKind kind, String what) {
        return what;
    }

    /** Whether to report what became of an acquisition. */
    protected boolean leaks(Acquisition acquisition, Lifetime lifetime) {
        return lifetime.leaks();
    }

    /** What to say at the place where a path ends without giving the resource back. */
    protected abstract String pathNote();

    /** Adds the fixes that are safe at this place. */
    protected abstract void propose(
            Acquisition acquisition, Lifetime lifetime, Program program, CheckContext.Report report);
}
