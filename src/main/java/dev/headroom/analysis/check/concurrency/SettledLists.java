package dev.headroom.analysis.check.concurrency;

import dev.headroom.analysis.check.Occasions;
import dev.headroom.analysis.check.Values;
import dev.headroom.analysis.check.database.Queries;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Member;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells lists that are as long as the configuration says: a service gets them when it starts, and they stay as they are. */
final class SettledLists {
    private static final int MAX_DEPTH = 3;

    /** What a service has as many of as its operators set up, or its code registers. */
    private static final Pattern MEMBERS = Pattern.compile(
            "(?i).*(peers|nodes|replicas|servers|addrs|hosts|members"
                    + "|backends|endpoints|upstreams|writers|shards|brokers|providers|plugins|modules|components|handlers|listeners"
                    + "|observers|hooks|notifiers|collectors|checks|checkers|probes|datasources|sinks|exporters|regions|zones|clusters"
                    + "|origins|devices|ifaces|interfaces|evaluators|processors|validators|targets|mirrors|instances|controllers|senders|types|kinds)(\\(\\))?");

    private static final Pattern CONFIGURED = Pattern.compile(
            "(?i)(.*[.*(])?\\w*(cfg|conf|config|configuration|options|opts|settings|spec)(\\(\\))?\\..*");

    private final Program program;
    private final Types types;
    private final Occasions occasions;
    private final Queries queries;

    SettledLists(Program program, Occasions occasions) {
        this.program = program;
        this.types = program.types();
        this.occasions = occasions;
        this.queries = new Queries(types);
    }

    /** Whether what a loop goes through is such a list: a field of the receiver, or a parameter of a function that ran before. */
    boolean over(Node loop) {
        return loop.namedChildren().stream()
                .flatMap(clause -> gone(clause).stream())
                .anyMatch(ranged -> settled(ranged)
                        || ofFunctions(ranged)
                        || configured(ranged)
                        || named(ranged)
                        || (said(ranged) && !grows(ranged) && !asked(ranged)));
    }

    /** What a loop goes through, element by element or by {@code i < len(list)}. */
    private static Optional<Node> gone(Node clause) {
        return switch (clause.kind()) {
            case "range_clause" -> clause.field("right");
            case "for_clause" ->
                clause.field("condition")
                        .flatMap(condition -> condition.field("right"))
                        .filter(bound -> Expressions.calledName(bound).equals("len"))
                        .flatMap(bound -> Expressions.arguments(bound).stream().findFirst());
            default -> Optional.empty();
        };
    }

    /** Whether its elements are functions, which the code itself puts there: {@code for _, run := range group.actors}. */
    private boolean ofFunctions(Node ranged) {
        return types.underlying(types.typeOf(ranged)) instanceof GoType.Slice(GoType element)
                && types.underlying(element) instanceof GoType.Func;
    }

    /** Whether its name says so: {@code for _, node := range cluster.Nodes()}. */
    private static boolean said(Node ranged) {
        return MEMBERS.matcher(ranged.text()).matches()
                || CONFIGURED.matcher(ranged.text()).matches();
    }

    /** Whether requests add to a field. */
    private boolean grows(Node ranged) {
        return ranged.kind().equals("selector_expression")
                && types.member(ranged).orElse(null) instanceof Member.OfField(Field field, var through)
                && program.flow().selectors(field).stream()
                        .anyMatch(use -> changes(use) && occasions.of(use) == Occasions.Often.AGAIN);
    }

    /** Whether a list comes from a database: {@code hosts, err := store.Hosts(ctx)}. */
    private boolean asked(Node ranged) {
        return types.variable(ranged)
                .flatMap(Values::initial)
                .filter(initial -> asks(initial.value(), 0))
                .isPresent();
    }

    private boolean asks(Node call, int depth) {
        if (queries.of(call).isPresent()) {
            return true;
        }
        if (depth >= MAX_DEPTH || !(types.callee(call) instanceof Callee.Inside(Function function))) {
            return false;
        }
        for (Function run : program.calls().implementations(types.receiverOf(call), function)) {
            for (Node inner : run.body().map(Node::descendants).orElse(List.of())) {
                if (inner.kind().equals("call_expression") && asks(inner, depth + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean named(Node ranged) {
        Optional<Variable> variable = types.variable(ranged);
        if (variable.isEmpty()) {
            return false;
        }
        if (variable.get().kind() == Variable.Kind.PARAMETER) {
            Optional<Function> given = program.calls().functionOf(variable.get().node());
            return !Statements.function(ranged)
                            .equals(Statements.function(variable.get().node()))
                    && given.filter(function -> occasions.of(function) == Occasions.Often.ONCE)
                            .isPresent();
        }
        return variable.get().kind() == Variable.Kind.SHORT
                && Values.initial(variable.get())
                        .filter(initial -> settled(initial.value()))
                        .isPresent()
                && variable.get().uses().stream()
                        .filter(Flow::assigned)
                        .allMatch(use -> Values.assignmentsBefore(variable.get(), ranged).stream()
                                .allMatch(assigned -> settled(assigned.value())));
    }

    /** Whether it is a field that is read from a file of settings: {@code Targets []string `toml:"targets"`}. */
    private boolean configured(Node list) {
        return list.kind().equals("selector_expression")
                && types.member(list).orElse(null) instanceof Member.OfField(Field field, var through)
                && field.owner() instanceof GoType.Named(String path, String name)
                && program.once(ConfiguredFields.class, ConfiguredFields::of)
                        .names()
                        .contains(name + "." + field.name());
    }

    /** The fields of a program whose tags say that settings are read into them, as {@code Type.Field}. */
    private record ConfiguredFields(Set<String> names) {
        private static final Pattern TAG = Pattern.compile("\\b(toml|mapstructure|ini|env|koanf|hcl|yaml):");

        static ConfiguredFields of(Program program) {
            Set<String> names = new HashSet<>();
            for (GoFile file : program.files()) {
                for (Node field : file.nodes("field_declaration")) {
                    String tag = field.field("tag").map(Node::text).orElse("");
                    if (TAG.matcher(tag).find() && !tag.contains("json:")) {
                        String owner = field.parent()
                                .flatMap(Node::parent)
                                .flatMap(Node::parent)
                                .flatMap(spec -> spec.field("name"))
                                .map(Node::text)
                                .orElse("");
                        field.fields("name").forEach(name -> names.add(owner + "." + name.text()));
                    }
                }
            }
            return new ConfiguredFields(names);
        }
    }

    private boolean settled(Node list) {
        if (!list.kind().equals("selector_expression")) {
            return false;
        }
        boolean own = Expressions.root(list)
                .flatMap(types::variable)
                .filter(variable -> variable.kind() == Variable.Kind.RECEIVER)
                .isPresent();
        return own
                && types.member(list).orElse(null) instanceof Member.OfField(Field field, var through)
                && unchanged(field)
                && madeAtStart(Expressions.root(list).map(types::typeOf).orElse(GoType.unknown()));
    }

    /** Whether nothing but what runs once changes the field or its elements. */
    private boolean unchanged(Field field) {
        return program.flow().selectors(field).stream().allMatch(use -> {
            Occasions.Often often = changes(use) ? occasions.of(use) : Occasions.Often.ONCE;
            return often == Occasions.Often.ONCE || (often == Occasions.Often.UNKNOWN && set(use));
        });
    }

    private static boolean changes(Node selector) {
        boolean element = selector.parent()
                .filter(index -> index.kind().equals("index_expression"))
                .filter(Flow::assigned)
                .isPresent();
        return element || Flow.assigned(selector) || Expressions.addressed(selector);
    }

    /** Whether a field gets a whole list that somebody gives, as options do: {@code o.Mirrors = mirrors}. */
    private static boolean set(Node selector) {
        return Assignment.to(selector)
                .flatMap(assignment -> assignment.valueOf(selector))
                .filter(value -> value.kind().equals("identifier"))
                .isPresent();
    }

    /** Whether no request makes a value of the type, and something at the start does. */
    private boolean madeAtStart(GoType type) {
        boolean made = false;
        for (GoFile file : program.files()) {
            for (Node literal : file.test() ? List.<Node>of() : file.nodes("composite_literal")) {
                if (types.typeOf(literal).equals(type.pointee())) {
                    if (occasions.of(literal) == Occasions.Often.AGAIN) {
                        return false;
                    }
                    made = true;
                }
            }
        }
        return made;
    }
}
