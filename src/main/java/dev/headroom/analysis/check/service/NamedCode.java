package dev.headroom.analysis.check.service;

import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The calls, literals and selectors of a service's own code by their bare names, gathered once a program: the rules about
 * whole services look for a few names each among all there are.
 */
final class NamedCode {
    private final Map<String, List<Place>> calls = new HashMap<>();
    private final Map<String, List<Place>> literals = new HashMap<>();
    private final Map<String, List<Place>> selectors = new HashMap<>();
    private int places;

    /** A node with its number in the order of files and source. */
    private record Place(int number, Node node) {}

    private NamedCode(Program program) {
        Libraries.files(program).forEach(this::read);
    }

    static NamedCode of(Program program) {
        return program.once(NamedCode.class, NamedCode::new);
    }

    private void read(GoFile file) {
        for (Node node : file.nodes("call_expression", "composite_literal", "selector_expression")) {
            switch (node.kind()) {
                case "call_expression" -> enter(calls, Calls.name(node), node);
                case "composite_literal" ->
                    node.field("type").ifPresent(type -> enter(literals, Calls.lastName(type.text()), node));
                default -> node.field("field").ifPresent(field -> enter(selectors, field.text(), node));
            }
        }
    }

    private void enter(Map<String, List<Place>> index, String name, Node node) {
        index.computeIfAbsent(name, key -> new ArrayList<>()).add(new Place(places++, node));
    }

    /** The names that anything is called by. */
    Set<String> called() {
        return calls.keySet();
    }

    /** The names of the types of literals. */
    Set<String> literals() {
        return literals.keySet();
    }

    /** The calls by one of these names, in source order. */
    List<Node> calls(Collection<String> names) {
        return find(calls, names);
    }

    /** The literals of types of one of these names, in source order. */
    List<Node> literals(Collection<String> names) {
        return find(literals, names);
    }

    /** The selectors that pick one of these names, in source order. */
    List<Node> selectors(Collection<String> names) {
        return find(selectors, names);
    }

    private static List<Node> find(Map<String, List<Place>> index, Collection<String> names) {
        return names.stream()
                .distinct()
                .flatMap(name -> index.getOrDefault(name, List.of()).stream())
                .sorted(Comparator.comparingInt(Place::number))
                .map(Place::node)
                .toList();
    }
}
