package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.DeferPlace;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.lifetime.Acquisition;
import dev.headroom.golang.lifetime.Lifetime;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The change that defers the cancelling of a context, where nothing needs the context when its function has ended. */
final class CancelFix {
    /** Results of these packages may work on with the context they were made with. */
    private static final Set<String> PLAIN_RESULTS = Set.of("time", "encoding/json", "net/url", "database/sql/driver");

    private final String fix;
    private final FixSite place;
    private final String context;
    private final String call;

    private CancelFix(String fix, FixSite place, String context, String call) {
        this.fix = fix;
        this.place = place;
        this.context = context;
        this.call = call;
    }

    static Optional<CancelFix> of(Acquisition acquisition, Lifetime lifetime, Program program) {
        Optional<Node> statement = acquisition
                .statement()
                .filter(made -> made.parent()
                        .filter(list -> list.kind().equals("statement_list"))
                        .isPresent());
        List<Node> targets = statement
                .flatMap(made -> made.field("left"))
                .map(Node::namedChildren)
                .orElse(List.of());
        if (targets.size() != 2
                || DeferPlace.inLoop(acquisition)
                || !passedDown(targets.getFirst(), acquisition, program)) {
            return Optional.empty();
        }
        if (acquisition.variable().isPresent()) {
            return DeferPlace.of(acquisition, lifetime).map(place -> new CancelFix("defer", place, "", ""));
        }
        boolean declares = statement.get().kind().equals("short_var_declaration")
                && acquisition.keeping() == Acquisition.Keeping.DROPPED
                && targets.getLast().text().equals("_")
                && !Expressions.spells(acquisition.function(), "cancel");
        return declares
                ? Optional.of(new CancelFix(
                        "keep",
                        new FixSite.Replace(statement.get()),
                        targets.getFirst().text(),
                        acquisition.call().text()))
                : Optional.empty();
    }

    void propose(CheckContext.Report report) {
        report.with("context", context).with("acquire", call).fix(fix, place);
    }

    /** Whether the context is only an argument of calls that the function waits for, and their results are plain. */
    private static boolean passedDown(Node target, Acquisition acquisition, Program program) {
        Types types = program.types();
        Optional<Variable> context = types.variable(target);
        Function function = types.functionOf(acquisition.function());
        if (context.isEmpty()
                || !types.signature(function).results().stream().allMatch(type -> plain(type, types, 0))) {
            return false;
        }
        return context.get().uses().stream()
                .filter(use -> use.start() > acquisition.call().end())
                .allMatch(use -> waitedFor(use, acquisition.function()));
    }

    private static boolean waitedFor(Node use, Node function) {
        Optional<Node> list = use.parent();
        Optional<Node> call = list.flatMap(Node::parent);
        if (list.isEmpty() || call.isEmpty() || !list.get().kind().equals("argument_list")) {
            return false;
        }
        Optional<Node> current = call;
        while (current.isPresent() && !current.get().equals(function)) {
            String kind = current.get().kind();
            if (kind.equals("func_literal") || kind.equals("go_statement") || kind.equals("composite_literal")) {
                return false;
            }
            current = current.get().parent();
        }
        String name = Expressions.calledName(call.get());
        return !name.startsWith("New") && !name.startsWith("With") && !name.startsWith("Start") && !name.equals("Go");
    }

    /** Whether a value is of use when the context it came by is cancelled. */
    private static boolean plain(GoType type, Types types, int depth) {
        return switch (type.pointee()) {
            case GoType.Basic basic -> true;
            case GoType.Slice(GoType element) -> plain(element, types, depth);
            case GoType.Map(GoType key, GoType value) -> plain(value, types, depth);
            case GoType.Named(String path, String name) -> {
                if (!types.inside(path)) {
                    yield PLAIN_RESULTS.contains(path);
                }
                yield depth < 4
                        && !(types.underlying(type.pointee()) instanceof GoType.Func)
                        && types.interfaceMethods(type).isEmpty()
                        && types.fields(type).stream().allMatch(field -> plain(field.type(), types, depth + 1));
            }
            default -> false;
        };
    }
}
