package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.TestFile;
import dev.headroom.golang.syntax.Node;
import java.util.List;
import java.util.Optional;

/** A check that the tests of a service which starts goroutines see those that never end. */
public final class LeakTestCheck implements Check {
    private static final List<String> DETECTORS = List.of(
            "go.uber.org/goleak", "github.com/fortytwo2/leaktest", "testing/synctest", "github.com/google/gops/agent");

    @Override
    public String name() {
        return "leak-test";
    }

    @Override
    public void examine(CheckContext context) {
        Optional<ServingProgram> service = ServingProgram.of(context);
        if (service.isEmpty() || started(context).isEmpty()) {
            return;
        }
        Node main = service.get().main();
        Optional<List<TestFile>> tests = context.tests();
        if (tests.isEmpty()) {
            context.undecided(main, "tests were not read");
        } else if (tests.get().stream().flatMap(test -> test.imports().stream()).anyMatch(DETECTORS::contains)) {
            context.clean(main);
        } else {
            context.report(main)
                    .related(started(context).get(), "starts a goroutine")
                    .submit();
        }
    }

    private static Optional<Node> started(CheckContext context) {
        return Libraries.files(context.program())
                .filter(context::reportable)
                .flatMap(file -> file.nodes("go_statement").stream())
                .findFirst();
    }
}
