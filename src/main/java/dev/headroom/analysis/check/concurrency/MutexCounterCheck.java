package dev.headroom.analysis.check.concurrency;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Literals;
import dev.headroom.golang.types.Member;
import dev.headroom.golang.types.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A check for integers that a mutex is locked for, one operation at a time, where an atomic integer needs no lock. */
public final class MutexCounterCheck implements Check {
    private static final Set<String> INTEGERS = Set.of("int", "int32", "int64", "uint", "uint32", "uint64");

    /** A field of a struct that also holds a mutex, and where it is declared. */
    private record Candidate(Field field, Node name, Node declaration, List<String> mutexes) {}

    @Override
    public String name() {
        return "mutex-counter";
    }

    @Override
    public void examine(CheckContext context) {
        if (!context.program().importsAny(Set.of("sync"))) {
            return;
        }
        for (GoPackage pkg : context.program().packages()) {
            List<Candidate> candidates = new ArrayList<>();
            for (GoFile file : pkg.files()) {
                if (context.reportable(file) && file.importPaths().contains("sync")) {
                    file.nodes("type_spec").forEach(spec -> candidates.addAll(candidates(spec, context)));
                }
            }
            if (!candidates.isEmpty()) {
                examine(context, pkg, candidates);
            }
        }
    }

    private static List<Candidate> candidates(Node spec, CheckContext context) {
        Types types = context.program().types();
        Optional<Node> struct = spec.field("type").filter(type -> type.kind().equals("struct_type"));
        Optional<Node> typeName = spec.field("name");
        if (struct.isEmpty() || typeName.isEmpty() || spec.broken()) {
            return List.of();
        }
        List<Field> fields = types.fields(types.read(typeName.get()));
        List<String> mutexes = fields.stream()
                .filter(field -> mutex(field.type()))
                .map(Field::name)
                .toList();
        if (mutexes.isEmpty()) {
            return List.of();
        }
        List<Candidate> candidates = new ArrayList<>();
        for (Node declaration : declarations(struct.get())) {
            for (Node name : declaration.fields("name")) {
                fields.stream()
                        .filter(field -> field.name().equals(name.text()) && counts(field))
                        .forEach(field -> candidates.add(new Candidate(field, name, declaration, mutexes)));
            }
        }
        return candidates;
    }

    private static List<Node> declarations(Node struct) {
        return struct.namedChildren().stream()
                .flatMap(list -> list.namedChildren().stream())
                .filter(child -> child.kind().equals("field_declaration"))
                .toList();
    }

    private static boolean mutex(GoType type) {
        return type.is("sync", "Mutex") || type.is("sync", "RWMutex");
    }

    /** Other packages may use a field whose name is exported, so only the others are looked at. */
    private static boolean counts(Field field) {
        return field.type() instanceof GoType.Basic(String name)
                && INTEGERS.contains(name)
                && Character.isLowerCase(field.name().codePointAt(0));
    }

    private static void examine(CheckContext context, GoPackage pkg, List<Candidate> candidates) {
        Set<String> names = new HashSet<>();
        candidates.forEach(candidate -> names.add(candidate.field().name()));
        Map<String, List<Node>> selectors = new HashMap<>();
        Set<String> keys = new HashSet<>();
        for (GoFile file : pkg.files()) {
            for (Node selector : file.nodes("selector_expression")) {
                String name = selector.field("field").map(Node::text).orElse("");
                if (names.contains(name)) {
                    selectors.computeIfAbsent(name, key -> new ArrayList<>()).add(selector);
                }
            }
            file.nodes("keyed_element").forEach(element -> keys.add(Literals.key(element)));
        }
        for (Candidate candidate : candidates) {
            String name = candidate.field().name();
            examine(context, candidate, selectors.getOrDefault(name, List.of()), keys.contains(name));
        }
    }

    private static void examine(CheckContext context, Candidate candidate, List<Node> selectors, boolean keyed) {
        Types types = context.program().types();
        List<GuardedUse> uses = new ArrayList<>();
        for (Node selector : selectors) {
            Optional<Member> member = types.member(selector);
            if (member.isEmpty()) {
                context.undecided(candidate.name(), "a use of a field of this name is not understood");
                return;
            }
            if (member.get() instanceof Member.OfField(Field field, var through) && field.equals(candidate.field())) {
                Optional<GuardedUse> use = GuardedUse.of(selector, candidate.mutexes());
                if (use.isEmpty()) {
                    context.clean(candidate.name());
                    return;
                }
                uses.add(use.get());
            }
        }
        if (uses.stream().noneMatch(GuardedUse::counts)) {
            return;
        }
        CheckContext.Report report = context.report(candidate.name())
                .with("name", candidate.field().name())
                .with("atomic", AtomicFix.atomic(candidate.field().type().toString()))
                .with("mutex", uses.getFirst().mutex());
        if (!keyed) {
            AtomicFix.of(candidate.name(), candidate.declaration(), uses, context.program())
                    .ifPresent(fix -> fix.propose(report));
        }
        report.submit();
    }
}
