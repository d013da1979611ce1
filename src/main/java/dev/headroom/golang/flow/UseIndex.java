package dev.headroom.golang.flow;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Declaration;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Member;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where the variables, fields and parameters of a program are used, found once and then by name. */
final class UseIndex {
    private static final Set<String> CONSTANTS = Set.of(
            "int_literal",
            "float_literal",
            "rune_literal",
            "interpreted_string_literal",
            "raw_string_literal",
            "true",
            "false",
            "nil",
            "literal_value");

    private final Types types;
    private final Map<String, List<Node>> selectors = new HashMap<>();
    private final Map<String, List<Node>> packageNames = new HashMap<>();
    private final Map<String, List<Node>> keys = new HashMap<>();
    private final List<Node> positional = new ArrayList<>();
    private final Map<GoType, List<Node>> positionalByType = new HashMap<>();
    private final Map<Node, Optional<Member>> members = new HashMap<>();
    private final Map<Field, List<Node>> promoted = new HashMap<>();
    private boolean promotedKnown;

    UseIndex(List<GoPackage> packages, Types types) {
        this.types = types;
        Set<String> variables = new HashSet<>();
        for (GoPackage pkg : packages) {
            for (Declaration member : pkg.members()) {
                if (member instanceof Variable) {
                    variables.add(member.name());
                }
            }
        }
        for (GoFile file :
                packages.stream().flatMap(pkg -> pkg.files().stream()).toList()) {
            for (Node node : file.nodes("selector_expression", "keyed_element", "literal_value", "identifier")) {
                switch (node.kind()) {
                    case "selector_expression" ->
                        node.field("field").ifPresent(field -> enter(selectors, field.text(), node));
                    case "keyed_element" -> {
                        String key = Literals.key(node);
                        if (!key.isEmpty()) {
                            enter(keys, key, node);
                        }
                    }
                    case "literal_value" -> {
                        if (byPlace(node)) {
                            positional.add(node);
                        }
                    }
                    case "identifier" -> {
                        String name = node.text();
                        if (variables.contains(name)) {
                            enter(packageNames, name, node);
                        }
                    }
                    default -> {}
                }
            }
        }
    }

    /** Whether values stand in a literal by their place; rows of tables that hold plain constants are of no interest. */
    private static boolean byPlace(Node body) {
        List<Node> elements = body.namedChildren();
        boolean row = body.parent()
                .filter(parent -> parent.kind().equals("composite_literal"))
                .isEmpty();
        return !elements.isEmpty()
                && elements.stream().noneMatch(element -> element.kind().equals("keyed_element"))
                && (!row
                        || elements.stream()
                                .anyMatch(element -> !CONSTANTS.contains(
                                        Literals.unwrap(element).kind())));
    }

    private static void enter(Map<String, List<Node>> index, String name, Node node) {
        index.computeIfAbsent(name, key -> new ArrayList<>()).add(node);
    }

    /** All expressions that name a variable, its declaration left out. */
    List<Node> uses(Variable variable) {
        if (!packageLevel(variable)) {
            return variable.uses();
        }
        List<Node> uses = new ArrayList<>();
        for (Node name : packageNames.getOrDefault(variable.name(), List.of())) {
            if (!name.equals(variable.node()) && names(name, variable)) {
                uses.add(name);
            }
        }
        for (Node selector : selectors.getOrDefault(variable.name(), List.of())) {
            if (names(selector, variable)) {
                uses.add(selector);
            }
        }
        return uses;
    }

    static boolean packageLevel(Variable variable) {
        return variable.context()
                .parent()
                .map(parent ->
                        parent.kind().equals("var_spec_list") ? parent.parent().orElse(parent) : parent)
                .flatMap(Node::parent)
                .filter(parent -> parent.kind().equals("source_file"))
                .isPresent();
    }

    private boolean names(Node expression, Variable variable) {
        return types.variable(expression).filter(variable::equals).isPresent();
    }

    /** What a selector picks, remembered. */
    Optional<Member> member(Node selector) {
        Optional<Member> known = members.get(selector);
        if (known == null) {
            known = types.member(selector);
            members.put(selector, known);
        }
        return known;
    }

    /** All selectors that pick a field by its name. */
    List<Node> selectors(Field field) {
        List<Node> found = new ArrayList<>();
        for (Node selector : selectors.getOrDefault(field.name(), List.of())) {
            if (member(selector).orElse(null) instanceof Member.OfField(Field picked, var through)
                    && picked.equals(field)) {
                found.add(selector);
            }
        }
        return found;
    }

    /** All selectors that pick any member with a name. */
    List<Node> selectors(String name) {
        return selectors.getOrDefault(name, List.of());
    }

    /** All selectors that pick something promoted from an embedded field. */
    List<Node> promoted(Field embedded) {
        if (!promotedKnown) {
            promotedKnown = true;
            selectors
                    .values()
                    .forEach(list -> list.forEach(selector -> member(selector)
                            .ifPresent(member -> member.through()
                                    .forEach(field -> promoted.computeIfAbsent(field, key -> new ArrayList<>())
                                            .add(selector)))));
        }
        return promoted.getOrDefault(embedded, List.of());
    }

    /** The values that literals of the field's type give it, by its name or by its place. */
    List<Node> literalValues(Field field) {
        List<Node> found = new ArrayList<>();
        for (Node element : keys.getOrDefault(field.name(), List.of())) {
            Optional<Node> body = element.parent();
            if (body.isPresent() && Literals.type(body.get(), types).pointee().equals(field.owner())) {
                found.add(Literals.value(element));
            }
        }
        List<Node> byPlace = positionalLiterals(field.owner());
        int place = byPlace.isEmpty() ? -1 : types.fields(field.owner()).indexOf(field);
        for (Node body : byPlace) {
            List<Node> values = body.namedChildren();
            if (place >= 0 && place < values.size()) {
                found.add(Literals.unwrap(values.get(place)));
            }
        }
        return found;
    }

    /** The bodies of literals of a struct that give its fields by their place. */
    private List<Node> positionalLiterals(GoType type) {
        if (positionalByType.isEmpty()) {
            for (Node body : positional) {
                positionalByType
                        .computeIfAbsent(Literals.type(body, types).pointee(), key -> new ArrayList<>())
                        .add(body);
            }
        }
        return positionalByType.getOrDefault(type, List.of());
    }
}
