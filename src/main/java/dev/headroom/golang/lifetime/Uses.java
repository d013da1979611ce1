package dev.headroom.golang.lifetime;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.Statements;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All uses that a function makes of a resource it holds in a variable, other variables and literals included. */
final class Uses {
    private static final int MOST = 2_000;
    private static final Pattern IS_THERE = Pattern.compile("(?<value>\\w+|recover\\(\\)) != nil");

    private final Lifetimes lifetimes;
    private final Types types;
    private final ResourceKind kind;
    private final Node function;
    private final List<Effect> effects = new ArrayList<>();
    private final List<Node> overwritten = new ArrayList<>();
    private final Deque<Alias> open = new ArrayDeque<>();
    private final Set<Alias> seen = new HashSet<>();
    private boolean copied;

    /** A variable that has something of the resource. */
    private record Alias(Variable variable, Role role) {}

    /** What an expression has of the resource. */
    private enum Role {
        /** It is the resource. */
        WHOLE,
        /** It is the part that must be given back: a body. */
        PART,
        /** It reads from the resource and cannot give it back. */
        READER,
        /** It is a function that gives it back. */
        RELEASER
    }

    private Uses(Lifetimes lifetimes, ResourceKind kind, Node function) {
        this.lifetimes = lifetimes;
        this.types = lifetimes.types();
        this.kind = kind;
        this.function = function;
    }

    static Uses of(Variable variable, Node function, ResourceKind kind, Lifetimes lifetimes) {
        Uses uses = new Uses(lifetimes, kind, function);
        uses.follow(new Alias(variable, kind.called() ? Role.RELEASER : uses.role(variable)));
        return uses;
    }

    /** A parameter may be the part alone, as an {@code io.ReadCloser} is. */
    private Role role(Variable variable) {
        return kind.partReleases().isEmpty() || kind.is(types.typeOf(variable)) ? Role.WHOLE : Role.PART;
    }

    List<Effect> effects() {
        return effects;
    }

    /** The places where the variable, not one of its copies, is given another value. */
    List<Node> overwritten() {
        return overwritten;
    }

    /** Whether another variable holds the resource too. */
    boolean copied() {
        return copied;
    }

    boolean any(Effect.Kind effect) {
        return effects.stream().anyMatch(each -> each.kind() == effect);
    }

    /** The most that is done with it. */
    Lifetime.Use most() {
        if (any(Effect.Kind.KEPT) || any(Effect.Kind.RETURNED)) {
            return Lifetime.Use.HANDS_ON;
        }
        if (any(Effect.Kind.LENT)) {
            return Lifetime.Use.LENDS;
        }
        return any(Effect.Kind.RELEASED) ? Lifetime.Use.RELEASES : Lifetime.Use.NONE;
    }

    private void follow(Alias first) {
        open.add(first);
        seen.add(first);
        while (!open.isEmpty()) {
            Alias alias = open.poll();
            for (Node use : alias.variable().uses()) {
                if (effects.size() > MOST) {
                    effects.add(new Effect(use, Effect.Kind.KEPT));
                    return;
                }
                if (!Places.target(use)) {
                    value(use, alias.role());
                } else if (alias.equals(first)) {
                    overwritten.add(use);
                }
            }
        }
    }

    /** Records what is done at a node, as the function sees it when the node is inside of a literal. */
    private void add(Node at, Effect.Kind kind) {
        Node place = at;
        Effect.Kind effect = kind;
        for (Node literal : Places.literals(at, function)) {
            if (effect == Effect.Kind.RELEASED && onlyInPanic(place, literal)) {
                effect = Effect.Kind.USED;
            }
            place = literal;
            effect = throughLiteral(literal, effect);
        }
        effects.add(new Effect(place, effect));
    }

    /** Whether a literal comes to a place only when it has recovered from a panic. */
    private static boolean onlyInPanic(Node place, Node literal) {
        Node inner = place;
        for (Optional<Node> up = place.parent(); up.isPresent() && !inner.equals(literal); up = inner.parent()) {
            Node outer = up.get();
            if (outer.kind().equals("if_statement") && Places.is(outer, "consequence", inner)) {
                Matcher asked = IS_THERE.matcher(
                        outer.field("condition").map(Node::text).orElse(""));
                if (asked.matches()
                        && (asked.group("value").equals("recover()")
                                || literal.text()
                                        .matches("(?s).*\\b" + asked.group("value") + " :?= recover\\(\\).*"))) {
                    return true;
                }
            }
            inner = outer;
        }
        return false;
    }

    /** What a literal that does something to the resource does to it where it stands. */
    private Effect.Kind throughLiteral(Node literal, Effect.Kind inside) {
        Node parent = literal.parent().orElse(literal);
        if (parent.kind().equals("call_expression") && Places.is(parent, "function", literal)) {
            boolean later = parent.parent()
                    .filter(go -> go.kind().equals("go_statement"))
                    .isPresent();
            return later ? Effect.Kind.KEPT : inside == Effect.Kind.RETURNED ? Effect.Kind.KEPT : inside;
        }
        if (inside == Effect.Kind.USED && !leaves(literal)) {
            return Effect.Kind.USED;
        }
        List<Node> targets = Places.targets(literal);
        if (inside == Effect.Kind.RELEASED && targets.size() == 1 && !Places.target(literal)) {
            Node target = targets.getFirst();
            if (target.text().equals("_")) {
                return Effect.Kind.USED;
            }
            Optional<Variable> variable = local(target);
            if (variable.isPresent() && Places.literals(literal, function).isEmpty()) {
                enter(variable.get(), Role.RELEASER);
                return Effect.Kind.USED;
            }
        }
        return Effect.Kind.KEPT;
    }

    /** Whether a literal runs, or may run, when the function has ended. */
    private static boolean leaves(Node literal) {
        Node parent = literal.parent().orElse(literal);
        if (parent.kind().equals("argument_list")) {
            return parent.parent()
                    .flatMap(call -> call.field("function"))
                    .flatMap(callee -> callee.field("field"))
                    .filter(name -> name.text().equals("Go") || name.text().equals("Submit"))
                    .isPresent();
        }
        return parent.kind().equals("return_statement")
                || parent.parent()
                        .filter(up -> up.kind().equals("return_statement"))
                        .isPresent()
                || parent.kind().startsWith("literal_")
                || parent.kind().equals("keyed_element")
                || parent.kind().equals("send_statement");
    }

    private Optional<Variable> local(Node target) {
        return types.variable(target).filter(found -> Statements.holds(function, found.node()));
    }

    private void enter(Variable variable, Role role) {
        Alias alias = new Alias(variable, role);
        if (seen.add(alias)) {
            open.add(alias);
        }
    }

    /** An expression has something of the resource: what does the code around it do with that? */
    private void value(Node node, Role role) {
        Node parent = node.parent().orElse(node);
        switch (parent.kind()) {
            case "parenthesized_expression", "type_conversion_expression", "type_assertion_expression" ->
                value(parent, role);
            case "selector_expression" -> selected(parent, role);
            case "argument_list" -> passed(node, parent, role);
            case "call_expression" -> {
                boolean later = parent.parent()
                        .filter(go -> go.kind().equals("go_statement"))
                        .isPresent();
                add(parent, role != Role.RELEASER ? Effect.Kind.USED : later ? Effect.Kind.KEPT : Effect.Kind.RELEASED);
            }
            case "expression_list", "short_var_declaration", "assignment_statement", "var_spec" -> assigned(node, role);
            case "return_statement" -> add(node, role == Role.READER ? Effect.Kind.KEPT : Effect.Kind.RETURNED);
            case "literal_element", "keyed_element", "literal_value" -> contained(node, role);
            case "binary_expression", "index_expression", "expression_statement", "range_clause" ->
                add(node, Effect.Kind.USED);
            default -> add(node, Effect.Kind.KEPT);
        }
    }

    private void selected(Node selector, Role role) {
        String name = selector.field("field").map(Node::text).orElse("");
        boolean releases = switch (role) {
            case WHOLE -> kind.releases().contains(name);
            case PART -> kind.partReleases().contains(name);
            case READER, RELEASER -> false;
        };
        if (releases) {
            value(selector, Role.RELEASER);
        } else if (role == Role.WHOLE && kind.parts().contains(name)) {
            if (Places.target(selector)) {
                add(selector, Effect.Kind.KEPT);
            } else {
                value(selector, kind.partReleases().isEmpty() ? Role.WHOLE : Role.PART);
            }
        } else {
            add(selector, Effect.Kind.USED);
        }
    }

    private void assigned(Node node, Role role) {
        Node statement = Statements.holding(node);
        if (statement.kind().equals("return_statement")) {
            add(node, role == Role.READER ? Effect.Kind.KEPT : Effect.Kind.RETURNED);
            return;
        }
        List<Node> targets = Places.targets(node);
        if (targets.isEmpty()) {
            add(node, Effect.Kind.USED);
            return;
        }
        Node target = targets.getFirst();
        Optional<Variable> variable = local(target);
        if (target.text().equals("_")) {
            add(node, Effect.Kind.USED);
        } else if (variable.isPresent() && Places.literals(node, function).isEmpty()) {
            copied |= role != Role.READER && role != Role.RELEASER;
            enter(variable.get(), role);
            add(node, Effect.Kind.USED);
        } else {
            add(node, Effect.Kind.KEPT);
        }
    }

    private void contained(Node node, Role role) {
        boolean harmless = role == Role.READER
                || (role == Role.WHOLE
                        && lifetimes
                                .fieldType(node)
                                .filter(type -> powerless(type))
                                .isPresent());
        add(node, harmless ? Effect.Kind.USED : Effect.Kind.KEPT);
    }

    /** Whether a value of the type cannot give the resource back: an interface without the methods for it. */
    private boolean powerless(GoType type) {
        Set<String> methods = types.interfaceMethods(type).keySet();
        return !methods.isEmpty()
                && kind.releases().stream().noneMatch(methods::contains)
                && kind.partReleases().stream().noneMatch(methods::contains);
    }

    private void passed(Node node, Node list, Role role) {
        Node call = list.parent().orElse(list);
        if (!call.kind().equals("call_expression")) {
            add(node, Effect.Kind.KEPT);
            return;
        }
        String statement = call.parent().map(Node::kind).orElse("");
        if (role == Role.RELEASER || statement.equals("go_statement")) {
            add(node, Effect.Kind.KEPT);
            return;
        }
        int position = list.namedChildren().indexOf(node);
        switch (types.callee(call)) {
            case Callee.Conversion conversion -> value(call, role);
            case Callee.Builtin(String name) -> add(node, name.equals("append") ? Effect.Kind.KEPT : Effect.Kind.USED);
            case Callee.Outside outside -> outside(node, call, outside, role);
            case Callee.Inside(Function callee) ->
                add(node, role == Role.READER ? Effect.Kind.USED : inside(callee, position));
            case Callee.Value(Node expression) -> {
                Optional<Function> literal = literal(expression);
                add(node, literal.map(callee -> inside(callee, position)).orElseGet(() -> lent(statement)));
            }
            case Callee.Unknown unknown -> add(node, lent(statement));
        }
    }

    /** A deferred function of unknown doing is given the resource to end it. */
    private static Effect.Kind lent(String statement) {
        return statement.equals("defer_statement") ? Effect.Kind.KEPT : Effect.Kind.LENT;
    }

    private void outside(Node node, Node call, Callee.Outside callee, Role role) {
        if (kind.consumes(callee)) {
            add(node, Effect.Kind.RELEASED);
        } else if (role == Role.READER || kind.leaves(callee)) {
            add(node, Effect.Kind.USED);
            if (callee.receiver().isEmpty() && holds(callee.name())) {
                value(call, Role.READER);
            }
        } else if (callee.isFunction("net/http", "MaxBytesReader")) {
            value(call, role);
        } else {
            add(node, lent(call.parent().map(Node::kind).orElse("")));
        }
    }

    /** Whether a function that leaves alone what it is given yields something that reads from it. */
    private static boolean holds(String function) {
        return function.startsWith("New") || function.endsWith("Reader") || function.equals("NopCloser");
    }

    private Effect.Kind inside(Function callee, int position) {
        return switch (lifetimes.fate(callee, position, kind, this::powerless)) {
            case RELEASED -> Effect.Kind.RELEASED;
            case USED -> Effect.Kind.USED;
            default -> Effect.Kind.LENT;
        };
    }

    /** The literal that is the only value of a variable. */
    private Optional<Function> literal(Node callee) {
        return types.variable(callee)
                .filter(variable -> variable.uses().stream().noneMatch(Places::target))
                .map(Variable::context)
                .map(Places::right)
                .filter(values -> values.size() == 1 && values.getFirst().kind().equals("func_literal"))
                .map(values -> types.functionOf(values.getFirst()));
    }
}
