package dev.headroom.analysis.check.service;

import dev.headroom.analysis.Check;
import dev.headroom.analysis.CheckContext;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A check that a service is able to do something, whether by a library or by code of its own, which is told by the names
 * of its types and functions.
 */
abstract class CapabilityCheck implements Check {
    private final String name;
    private final List<String> libraries;
    private final Set<String> calls;
    private final Predicate<String> ownNames;

    /**
     * @param libraries packages that are imported for nothing else
     * @param calls functions and methods, as {@code package.Name}, that give the ability
     * @param ownNames an expression that matches the names of a service's own types and functions that do
     */
    CapabilityCheck(String name, List<String> libraries, Set<String> calls, String ownNames) {
        this.name = name;
        this.libraries = libraries;
        this.calls = calls;
        this.ownNames = Pattern.compile(ownNames).asMatchPredicate();
    }

    /** Whether the service needs it. */
    abstract boolean neededBy(ServingProgram service);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void examine(CheckContext context) {
        Optional<ServingProgram> serving = ServingProgram.of(context).filter(this::neededBy);
        if (serving.isEmpty()) {
            return;
        }
        ServingProgram service = serving.get();
        if (able(service.program())) {
            context.clean(service.main());
        } else if (service.visible()) {
            context.report(service.main()).submit();
        } else {
            context.undecided(service.main(), "the code that serves is out of sight");
        }
    }

    private boolean able(Program program) {
        if (Libraries.imported(program, libraries)) {
            return true;
        }
        Reach reach = Reach.ofProgram(program);
        return Libraries.files(program).anyMatch(file -> ableIn(file, program, reach));
    }

    private boolean ableIn(GoFile file, Program program, Reach reach) {
        return file.nodes("call_expression", "composite_literal").stream()
                .anyMatch(node -> gives(node, program) && reach.includes(node));
    }

    private boolean gives(Node node, Program program) {
        if (node.kind().equals("composite_literal")) {
            return node.field("type")
                    .map(type -> Calls.lastName(type.text()))
                    .filter(ownNames)
                    .isPresent();
        }
        String called = Calls.name(node);
        return ownNames.test(called) || Calls.outside(node, program, calls);
    }
}
