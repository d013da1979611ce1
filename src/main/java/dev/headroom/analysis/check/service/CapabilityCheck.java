package dev.headroom.analysis.check.service;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.Program;
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
        NamedCode code = NamedCode.of(program);
        return code.literals(own(code.literals())).stream().anyMatch(reach::includes)
                || code.calls(own(code.called())).stream().anyMatch(reach::includes)
                || code.calls(calls.stream().map(Calls::lastName).toList()).stream()
                        .anyMatch(call -> Calls.outside(call, program, calls) && reach.includes(call));
    }

    private List<String> own(Set<String> names) {
        return names.stream().filter(ownNames).toList();
    }
}
