package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.KnownLibraries;
import dev.headroom.analysis.check.OneOffWork;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.calls.EntryPoint;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A check of the functions that wait for a database or another service: that every path from an entry point of the
 * program to them bounds the wait. There is one report a function, which names the path.
 */
public final class ContextDeadlineCheck implements Check {
    private static final int MAX_RELATED = 20;

    @Override
    public String name() {
        return "context-deadline";
    }

    /** A call with what was found of its wait. */
    private record Found(IoCall io, Wait outcome) {}

    @Override
    public Set<String> settledBy() {
        return Set.of("WithTimeout", "WithDeadline", "TimeoutHandler", "Timeout:");
    }

    @Override
    public void examine(CheckContext context) {
        Program program = context.program();
        new Examination(context, new EntryPaths(program), new ClientTimeouts(program)).run();
    }

    private static final class Examination {
        private final CheckContext context;
        private final Program program;
        private final CallGraph calls;
        private final EntryPaths entries;
        private final ClientTimeouts clients;
        private final ContextBounds bounds;
        private final Wait stubs;
        private @Nullable Boolean driverMayEnd;

        Examination(CheckContext context, EntryPaths entries, ClientTimeouts clients) {
            this.context = context;
            this.program = context.program();
            this.calls = program.calls();
            this.entries = entries;
            this.clients = clients;
            this.bounds = new ContextBounds(program, entries);
            this.stubs = new StubTimeouts(program).each();
        }

        void run() {
            IoCalls ioCalls = new IoCalls(program, clients.redisWaits());
            for (GoFile file : program.files()) {
                if (!context.reportable(file) || TestSupport.servesTests(file)) {
                    continue;
                }
                boolean migrates = OneOffWork.migrates(file);
                Map<Node, List<Found>> byFunction = new LinkedHashMap<>();
                for (Node node : file.nodes("call_expression")) {
                    if (!node.broken()) {
                        ioCalls.of(node)
                                .ifPresent(io -> byFunction
                                        .computeIfAbsent(owner(node), key -> new ArrayList<>())
                                        .add(found(io, migrates)));
                    }
                }
                byFunction.forEach(this::decide);
            }
        }

        private Found found(IoCall io, boolean inMigrations) {
            boolean migrates = inMigrations
                    || owner(io.call())
                            .field("name")
                            .filter(name -> OneOffWork.migrates(name.text()))
                            .isPresent();
            return new Found(io, migrates ? forAllItsData(wait(io)) : wait(io));
        }

        /** A deadline in the middle of a migration leaves a schema half changed: whoever wrote it has to choose it. */
        private static Wait forAllItsData(Wait wait) {
            return wait instanceof Wait.Endless
                    ? new Wait.Unclear("a migration takes as long as its data asks for")
                    : wait;
        }

        /** The function that people would say does the I/O: not a literal in it, unless requests begin there. */
        private Node owner(Node call) {
            Optional<Function> function = calls.functionOf(call);
            while (function.isPresent() && function.get().literal() && !begins(function.get())) {
                Optional<Function> outer = function.get().node().parent().flatMap(calls::functionOf);
                if (outer.isEmpty()) {
                    break;
                }
                function = outer;
            }
            return function.map(Function::node).orElse(call);
        }

        private boolean begins(Function literal) {
            return calls.entryPoint(literal)
                    .filter(why -> why != EntryPoint.GOROUTINE)
                    .isPresent();
        }

        private Wait wait(IoCall io) {
            return switch (io.limit()) {
                case IoCall.Limit.Carrier(Node expression) -> byDriver(bounds.of(expression));
                case IoCall.Limit.None none ->
                    byDriver(entries.endlessForAnyCaller(calls.functionOf(io.call()), !program.service()));
                case IoCall.Limit.Stub(Node expression) -> {
                    Wait wait = bounds.of(expression);
                    yield wait instanceof Wait.Limited || stubs instanceof Wait.Endless ? wait : stubs;
                }
                case IoCall.Limit.Request(Node request, Node client) -> {
                    Wait byClient = clients.http(client);
                    if (byClient instanceof Wait.Limited) {
                        yield byClient;
                    }
                    Wait byRequest = bounds.of(request);
                    yield byRequest instanceof Wait.Endless && byClient instanceof Wait.Unclear ? byClient : byRequest;
                }
            };
        }

        /** What waits for a database; connections are not told apart, so the one that is meant may be bounded. */
        private Wait byDriver(Wait wait) {
            return wait instanceof Wait.Endless && driverMayEnd()
                    ? new Wait.Unclear("a setting of the database's connections may end its queries")
                    : wait;
        }

        private boolean driverMayEnd() {
            if (driverMayEnd == null) {
                driverMayEnd = DriverTimeouts.mayEndQueries(program);
            }
            return driverMayEnd;
        }

        private void decide(Node function, List<Found> found) {
            List<Found> endless = found.stream()
                    .filter(call -> call.outcome() instanceof Wait.Endless)
                    .toList();
            if (!endless.isEmpty()) {
                List<Found> withContext = new ArrayList<>();
                for (Found call : endless) {
                    if (call.io().limit() instanceof IoCall.Limit.None) {
                        // Each needs a change of its own: no deadline of the function ends it.
                        report(function, List.of(call));
                    } else {
                        withContext.add(call);
                    }
                }
                if (!withContext.isEmpty()) {
                    report(function, withContext);
                }
                return;
            }
            for (Found call : found) {
                if (call.outcome() instanceof Wait.Unclear(String reason)) {
                    context.undecided(call.io().call(), reason);
                    return;
                }
            }
            context.clean(found.getFirst().io().call());
        }

        private void report(Node function, List<Found> endless) {
            IoCall first = endless.getFirst().io();
            Wait.Endless wait = (Wait.Endless) endless.getFirst().outcome();
            CheckContext.Report report = context.report(first.call())
                    .with("call", first.name())
                    .with("entry", EntryPaths.described(wait.path().getFirst()));
            if (first.limit() instanceof IoCall.Limit.None(String variant)) {
                report.variant("no-context").with("instead", variant);
            }
            wait.path().stream().limit(MAX_RELATED).forEach(step -> report.related(step.at(), step.text()));
            endless.stream()
                    .skip(1)
                    .limit(MAX_RELATED)
                    .forEach(other -> report.related(
                            other.io().call(), other.io().name() + " in the same function has no deadline either"));
            new DeadlineFix(program, function, endless.stream().map(Found::io).toList())
                    .site()
                    .ifPresent(site -> report.with("ctx", site.context()).fix(fixName(endless), site.place()));
            report.submit();
        }

        /** A hot function is to wait as long as a database, or a cache, that is well takes; other services take longer. */
        private String fixName(List<Found> endless) {
            if (!context.hot(endless.getFirst().io().call())) {
                return "deadline";
            }
            Set<String> packages = new HashSet<>();
            for (Found call : endless) {
                if (program.types().callee(call.io().call()) instanceof Callee.Outside outside) {
                    packages.add(outside.packagePath());
                } else {
                    return "deadline";
                }
            }
            if (packages.equals(Set.of(KnownLibraries.REDIS))) {
                return "deadline-hot-cache";
            }
            packages.remove(KnownLibraries.REDIS);
            return KnownLibraries.DATABASES.containsAll(packages) ? "deadline-hot-database" : "deadline";
        }
    }
}
