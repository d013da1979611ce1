package dev.headroom.analysis.check.concurrency;

import dev.headroom.analysis.check.CheckContext;
import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Assignment;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The change of an integer field to an atomic one, in its declaration and in all of its uses. */
record AtomicFix(Node type, List<FixSite.Change> changes) {
    private static final Map<String, String> ATOMICS = Map.of(
            "int", "Int64", "int64", "Int64", "int32", "Int32", "uint", "Uint64", "uint64", "Uint64", "uint32",
            "Uint32");

    /** The fix, where all uses are in the field's file and each has a counterpart. */
    static Optional<AtomicFix> of(Node name, Node declaration, List<GuardedUse> uses, Program program) {
        GoFile file = program.fileOf(name);
        Optional<Node> type = declaration.field("type");
        boolean alone = declaration.fields("name").size() == 1 && type.isPresent() && aligned(declaration);
        if (!alone || uses.stream().anyMatch(use -> program.fileOf(use.selector()) != file)) {
            return Optional.empty();
        }
        List<FixSite.Change> changes = new ArrayList<>();
        for (GuardedUse use : uses) {
            Optional<FixSite.Change> change = change(use, type.get().text());
            if (change.isEmpty()) {
                return Optional.empty();
            }
            changes.add(change.get());
            use.lock().forEach(statement -> changes.add(new FixSite.Change(statement, "")));
        }
        return Optional.of(new AtomicFix(type.get(), changes));
    }

    /** Whether a longer type moves nothing: no field of the struct has a tag or a comment behind it. */
    private static boolean aligned(Node declaration) {
        List<Node> fields = declaration.parent().map(Node::children).orElse(List.of());
        for (Node field : fields) {
            boolean comment = field.kind().equals("comment")
                    && fields.stream()
                            .anyMatch(other ->
                                    other.kind().equals("field_declaration") && other.endLine() == field.startLine());
            if (comment || field.field("tag").isPresent()) {
                return false;
            }
        }
        return true;
    }

    private static Optional<FixSite.Change> change(GuardedUse use, String type) {
        String field = use.selector().text();
        boolean signed = !type.startsWith("u");
        Optional<Node> value = Assignment.of(use.statement()).map(Assignment::value);
        return switch (use.operation()) {
            case INCREMENT -> changed(use, field + ".Add(1)");
            case DECREMENT -> signed ? changed(use, field + ".Add(-1)") : Optional.empty();
            case ADD -> value.flatMap(added -> changed(use, field + ".Add(" + converted(added, type) + ")"));
            case SUBTRACT ->
                value.filter(subtracted -> signed)
                        .flatMap(subtracted -> changed(use, field + ".Add(-" + operand(subtracted, type) + ")"));
            case STORE -> value.flatMap(stored -> changed(use, field + ".Store(" + converted(stored, type) + ")"));
            case LOAD -> Optional.of(new FixSite.Change(use.selector(), loaded(field, type)));
        };
    }

    private static Optional<FixSite.Change> changed(GuardedUse use, String text) {
        return Optional.of(new FixSite.Change(use.statement(), text));
    }

    /** There is no atomic integer of type {@code int} or {@code uint}. */
    private static String loaded(String field, String type) {
        String load = field + ".Load()";
        return type.equals("int") || type.equals("uint") ? type + "(" + load + ")" : load;
    }

    private static String converted(Node value, String type) {
        boolean literal = value.kind().equals("int_literal");
        boolean converts = type.equals("int") || type.equals("uint");
        return literal || !converts ? value.text() : type + "64(" + value.text() + ")";
    }

    private static String operand(Node value, String type) {
        boolean simple = value.kind().equals("int_literal") || value.kind().equals("identifier");
        String text = converted(value, type);
        return simple || !text.equals(value.text()) ? text : "(" + text + ")";
    }

    /** The name of the atomic type for an integer type. */
    static String atomic(String type) {
        return ATOMICS.getOrDefault(type, "Int64");
    }

    void propose(CheckContext.Report report) {
        report.fix("atomic", new FixSite.Together(new FixSite.Replace(type), changes));
    }
}
