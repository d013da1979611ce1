package dev.headroom.analysis.check.redis;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.analysis.check.Code;
import dev.headroom.analysis.check.RequestPaths;
import dev.headroom.analysis.check.TestSupport;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds maps that are caches by their names, get entries with each request, and never lose one. */
final class GrowingMaps {
    private static final Pattern CACHE = Pattern.compile("(?i).*(cache|memo(?!ry)|sessions?$|lookups?$).*");
    /** Caches of things there are few of, however long the program runs. */
    private static final Pattern FEW = Pattern.compile(
            "(?i).*(regex|pattern|template|tmpl|schema|type|reflect|locale|lang|translat|currenc|config|setting|feature|"
                    + "plugin|driver|provider|metric|gauge|counter|histogram|logger|tracer|meter|field|struct|method|"
                    + "permission|role|polic|enum|static|asset|file|stmt|prepared|client|conn|limiter|service|table).*");

    private static final Pattern EXPIRING = Pattern.compile(
            "(?i).*(expir|ttl|until|deadline|stale|fetched|created|stored|updated|timestamp|loadedat|last).*");
    private static final Set<String> WRITES = Set.of("Store", "LoadOrStore", "Swap");
    private static final Set<String> REMOVALS =
            Set.of("Delete", "LoadAndDelete", "CompareAndDelete", "Clear", "CompareAndSwap");

    private final CheckContext context;
    private final Program program;
    private @Nullable RequestPaths paths;

    GrowingMaps(CheckContext context) {
        this.context = context;
        this.program = context.program();
    }

    private RequestPaths paths() {
        if (paths == null) {
            paths = RequestPaths.possible(program);
        }
        return paths;
    }

    /** What happens to a map. */
    private static final class Uses {
        boolean read;
        boolean shrinks;
        boolean unclear;
        Optional<Node> written = Optional.empty();
    }

    void examine() {
        for (GoFile file : program.files()) {
            if (context.reportable(file) && !TestSupport.servesTests(file)) {
                for (Node node : file.nodes("var_spec", "field_declaration")) {
                    if (!node.broken()) {
                        declared(node);
                    }
                }
            }
        }
    }

    private void declared(Node declaration) {
        for (Node name : declaration.fields("name")) {
            if (!name.named() || !CACHE.matcher(name.text()).matches()) {
                continue;
            }
            if (declaration.kind().equals("field_declaration")) {
                field(declaration, name);
            } else {
                program.types()
                        .variable(name)
                        .filter(variable ->
                                program.calls().functionOf(variable.node()).isEmpty())
                        .ifPresent(variable -> variable(name, variable));
            }
        }
    }

    private void variable(Node name, Variable variable) {
        GoType type = program.types().typeOf(variable);
        if (holds(type)) {
            judge(name, type, program.flow().uses(variable), Optional.empty());
        }
    }

    private void field(Node declaration, Node name) {
        Optional<GoType> owner = Code.declaringType(program, declaration);
        owner.stream()
                .flatMap(type -> program.types().fields(type).stream())
                .filter(field -> field.name().equals(name.text()) && holds(field.type()))
                .findFirst()
                .ifPresent(field -> judge(name, field.type(), program.flow().selectors(field), Optional.of(field)));
    }

    private static boolean holds(GoType type) {
        return type instanceof GoType.Map || type.is("sync", "Map");
    }

    private void judge(Node name, GoType type, List<Node> all, Optional<Field> field) {
        Uses uses = new Uses();
        all.forEach(use -> use(use, type, uses));
        if (uses.shrinks || uses.written.isEmpty()) {
            if (uses.shrinks && uses.read) {
                context.clean(name);
            }
        } else if (uses.unclear
                || !uses.read
                || few(name, type)
                || field.filter(held -> renewed(held) || shortLived(held)).isPresent()) {
            context.undecided(name, "it is not seen that the map only grows");
        } else {
            context.report(name)
                    .variant("map")
                    .with("name", name.text())
                    .related(uses.written.get(), "an entry is put in here, while a request is served")
                    .submit();
        }
    }

    private boolean few(Node name, GoType type) {
        if (FEW.matcher(name.text()).matches()) {
            return true;
        }
        if (!(type instanceof GoType.Map(GoType key, GoType value))) {
            return false;
        }
        boolean fewKeys = !(key instanceof GoType.Basic(String basic) && !basic.equals("bool") && !basic.equals("byte"))
                && !key.is("github.com/google/uuid", "UUID");
        return fewKeys
                || program.types().fields(value).stream()
                        .anyMatch(field -> EXPIRING.matcher(field.name()).matches());
    }

    /** Whether the owner of a map says beside it when entries go out of date. */
    private boolean renewed(Field field) {
        return program.types().fields(field.owner()).stream()
                .anyMatch(other -> EXPIRING.matcher(other.name()).matches());
    }

    /** Whether something that serves a request makes what holds the map, or it is not seen who does. */
    private boolean shortLived(Field field) {
        boolean seen = false;
        for (GoFile file : program.files()) {
            for (Node node : file.nodes("composite_literal", "call_expression", "var_spec")) {
                GoType made = switch (node.kind()) {
                    case "composite_literal" -> program.types().typeOf(node);
                    case "call_expression" ->
                        node.text().startsWith("new(")
                                ? program.types().typeOf(node).pointee()
                                : GoType.unknown();
                    default -> node.field("type").map(program.types()::read).orElse(GoType.unknown());
                };
                if (made.equals(field.owner())) {
                    seen = true;
                    Optional<Function> function = program.calls().functionOf(node);
                    if (function.flatMap(paths()::to).isPresent()) {
                        return true;
                    }
                }
            }
        }
        return !seen;
    }

    private void use(Node use, GoType type, Uses uses) {
        Node parent = use.parent().orElse(use);
        switch (parent.kind()) {
            case "index_expression" -> {
                boolean operand = parent.field("operand").filter(use::equals).isPresent();
                if (operand && Flow.assigned(parent)) {
                    written(parent, parent.field("index"), uses);
                } else {
                    uses.read = true;
                    uses.unclear |= type instanceof GoType.Map(var key, GoType.Map inner);
                }
            }
            case "selector_expression" -> method(parent, uses);
            case "argument_list" -> argument(parent, uses);
            case "range_clause" -> {}
            default -> {
                if (!Flow.assigned(use)) {
                    uses.unclear = true;
                } else if (!beginning(use)) {
                    uses.shrinks = true;
                }
            }
        }
    }

    private void method(Node selector, Uses uses) {
        String name = selector.field("field").map(Node::text).orElse("");
        if (WRITES.contains(name)) {
            uses.read |= name.equals("LoadOrStore");
            written(selector, selector.parent().flatMap(call -> Code.argument(call, 0)), uses);
        } else if (REMOVALS.contains(name)) {
            uses.shrinks = true;
        } else if (name.equals("Load")) {
            uses.read = true;
        } else if (!name.equals("Range")) {
            uses.unclear = true;
        }
    }

    private static void argument(Node list, Uses uses) {
        Node call = list.parent().orElse(list);
        switch (call.field("function").map(Node::text).orElse("")) {
            case "delete", "clear" -> uses.shrinks = true;
            case "len" -> {
                boolean compared = call.parent()
                        .filter(parent -> parent.kind().equals("binary_expression"))
                        .isPresent();
                uses.shrinks |= compared;
            }
            default -> uses.unclear = true;
        }
    }

    private void written(Node place, Optional<Node> key, Uses uses) {
        boolean constant = key.filter(node -> node.kind().endsWith("_literal")
                        || program.types()
                                .variable(node)
                                .filter(variable -> variable.kind() == Variable.Kind.CONST)
                                .isPresent())
                .isPresent();
        boolean served = program.calls().functionOf(place).flatMap(paths()::to).isPresent();
        if (served && !constant && uses.written.isEmpty()) {
            uses.written = Optional.of(place);
        }
    }

    /** Whether a map is assigned where it comes to be, and not put in the place of a full one. */
    private boolean beginning(Node use) {
        for (Optional<Node> up = use.parent(); up.isPresent(); up = up.get().parent()) {
            if (up.get().kind().equals("if_statement")) {
                String condition = up.get().field("condition").map(Node::text).orElse("");
                if (condition.contains(use.text() + " == nil")) {
                    return true;
                }
            }
        }
        return program.calls()
                .functionOf(use)
                .filter(function -> function.name().matches("(?i)(init|new|make|setup|create).*|main"))
                .isPresent();
    }
}
