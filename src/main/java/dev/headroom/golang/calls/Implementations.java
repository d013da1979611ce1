package dev.headroom.golang.calls;

import dev.headroom.golang.types.Declaration;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.TypeDeclaration;
import dev.headroom.golang.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Which types of a program implement which of its interfaces, by the names of their methods. */
final class Implementations {
    private final Types types;
    private final Map<GoType.Named, Map<String, Function>> methodSets = new LinkedHashMap<>();
    private final Map<String, List<GoType.Named>> byMethod = new HashMap<>();
    private final Map<Set<String>, List<GoType.Named>> implementing = new HashMap<>();
    private final Map<GoType, List<GoType.Named>> fitting = new HashMap<>();
    private final Map<Called, List<Function>> running = new HashMap<>();

    Implementations(List<GoPackage> packages, Types types) {
        this.types = types;
        for (GoPackage pkg : packages) {
            for (Declaration member : pkg.members()) {
                if (member instanceof TypeDeclaration type && !type.alias() && !isInterface(type)) {
                    Map<String, Function> methods = types.methodSet(type.type());
                    if (!methods.isEmpty()) {
                        methodSets.put(type.type(), methods);
                        methods.keySet()
                                .forEach(name -> byMethod.computeIfAbsent(name, key -> new ArrayList<>())
                                        .add(type.type()));
                    }
                }
            }
        }
    }

    private static boolean isInterface(TypeDeclaration type) {
        return type.expression().kind().equals("interface_type");
    }

    /** A method of an interface, called on a receiver. */
    private record Called(GoType receiver, Function method) {}

    /** The methods with a body that a call of an interface's method on a receiver may run. */
    List<Function> of(GoType receiver, Function method) {
        Called called = new Called(receiver, method);
        List<Function> known = running.get(called);
        if (known == null) {
            // A struct may embed the interface that it implements: what comes back here adds nothing.
            running.put(called, List.of());
            known = find(receiver, method);
            running.put(called, known);
        }
        return known;
    }

    private List<Function> find(GoType receiver, Function method) {
        Map<String, Function> declared = types.interfaceMethods(receiver);
        boolean known = declared.containsKey(method.name());
        List<GoType.Named> implementing = known
                ? fitting.computeIfAbsent(receiver.pointee(), key -> implementing(declared))
                : implementing(Map.of(method.name(), method));
        List<Function> found = new ArrayList<>();
        for (GoType.Named type : implementing) {
            Function implementation = methodSets.get(type).get(method.name());
            if (implementation != null) {
                bodies(implementation).filter(each -> !found.contains(each)).forEach(found::add);
            }
        }
        return found;
    }

    /** The method itself, or those that run for it where it is promoted from an embedded interface. */
    private Stream<Function> bodies(Function method) {
        return method.abstractMethod()
                ? of(new GoType.Named(method.packagePath(), method.receiver()), method).stream()
                : Stream.of(method);
    }

    private List<GoType.Named> implementing(Map<String, Function> asked) {
        return types(asked.keySet()).stream()
                .filter(type -> asked.entrySet().stream()
                        .allMatch(method ->
                                fits(method.getValue(), methodSets.get(type).get(method.getKey()))))
                .toList();
    }

    /** Whether a method takes and gives what an interface's method of its name does, as far as types are known. */
    private boolean fits(Function asked, Function method) {
        GoType.Func wanted = types.signature(asked);
        GoType.Func has = types.signature(method);
        return same(wanted.parameters(), has.parameters()) && same(wanted.results(), has.results());
    }

    private boolean same(List<GoType> wanted, List<GoType> has) {
        return wanted.size() == has.size()
                && IntStream.range(0, wanted.size()).noneMatch(i -> differ(wanted.get(i), has.get(i)));
    }

    /** Whether two types are surely not the same: an alias, or a type of another module, may have several names. */
    private boolean differ(GoType one, GoType other) {
        if (one instanceof GoType.Pointer(GoType pointee) && other instanceof GoType.Pointer(GoType otherPointee)) {
            return differ(pointee, otherPointee);
        }
        if (one instanceof GoType.Slice(GoType element) && other instanceof GoType.Slice(GoType otherElement)) {
            return differ(element, otherElement);
        }
        boolean own = declared(one) || declared(other);
        return own && sure(one) && sure(other) && !one.equals(other);
    }

    private boolean sure(GoType type) {
        return switch (type) {
            case GoType.Named named -> !types.inside(named.packagePath()) || declared(named);
            case GoType.Pointer pointer -> sure(pointer.element());
            case GoType.Basic basic -> !basic.name().equals("any");
            default -> false;
        };
    }

    /** Whether it is a type that the repository declares, under no other name. */
    private boolean declared(GoType type) {
        return type.pointee() instanceof GoType.Named named
                && types.inside(named.packagePath())
                && types.declaration(named)
                        .filter(declaration -> !declaration.alias())
                        .isPresent();
    }

    /** The types that have all the methods of a set of names. */
    List<GoType.Named> types(Set<String> names) {
        return implementing.computeIfAbsent(names, key -> {
            List<GoType.Named> rarest = key.stream()
                    .map(name -> byMethod.getOrDefault(name, List.of()))
                    .min((one, other) -> Integer.compare(one.size(), other.size()))
                    .orElse(List.of());
            return rarest.stream()
                    .filter(type -> methodSets.get(type).keySet().containsAll(key))
                    .toList();
        });
    }

    Map<String, Function> methods(GoType.Named type) {
        return methodSets.getOrDefault(type, Map.of());
    }
}
