package dev.headroom.analysis.check.memory;

import dev.headroom.analysis.check.Check;
import dev.headroom.analysis.check.CheckContext;
import dev.headroom.fix.FixSite;
import dev.headroom.fix.StructFields;
import dev.headroom.golang.Program;
import dev.headroom.golang.layout.StructLayout;
import dev.headroom.golang.layout.TypeSize;
import dev.headroom.golang.layout.TypeSizes;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A check that the fields of structs are in an order that leaves no avoidable gaps between them. */
public final class StructAlignmentCheck implements Check {
    @Override
    public String name() {
        return "struct-alignment";
    }

    @Override
    public void examine(CheckContext context) {
        new Examination(context).run();
    }

    /** One look at one program. */
    private static final class Examination {
        /** Keys of tags whose encodings list the fields in their order. */
        private static final Pattern ENCODED =
                Pattern.compile("\\b(json|yaml|xml|toml|bson|csv|msgpack|cbor|avro|parquet):\"");
        /** Tags that tell an encoder to leave out names and go by position. */
        private static final Pattern BY_POSITION =
                Pattern.compile("\\b(asn1|ssz|rlp|struc|binary):\"|,(as_array|toarray|array)\\b");

        private static final int LONGEST_HEAD = 2000;

        private final CheckContext context;
        private final Program program;
        private final TypeSizes sizes;
        private @Nullable OrderUses uses;

        Examination(CheckContext context) {
            this.context = context;
            this.program = context.program();
            this.sizes = new TypeSizes(program);
        }

        void run() {
            for (GoFile file : program.files()) {
                if (file.built() && context.reportable(file)) {
                    file.nodes("struct_type").forEach(struct -> examine(file, struct));
                }
            }
        }

        private void examine(GoFile file, Node struct) {
            List<Node> fields = fields(struct);
            if (fields.isEmpty()) {
                return;
            }
            Optional<StructLayout> layout = sizes.layout(struct);
            if (layout.isEmpty()) {
                if (sizes.of(struct) instanceof TypeSize.Unknown(String reason)) {
                    context.undecided(place(struct), reason);
                }
                return;
            }
            long size = layout.get().size().bytes();
            long saved = size - layout.get().optimalSize();
            if (saved < context.number("min_saving")) {
                context.clean(struct);
            } else if (padded(layout.get())) {
                context.undecided(place(struct), "it has padding on purpose");
            } else {
                report(file, struct, layout.get());
            }
        }

        private static List<Node> fields(Node struct) {
            return struct.namedChildren().stream()
                    .flatMap(list -> list.namedChildren().stream())
                    .toList();
        }

        /** Whether a blank field takes room, which nothing but the place of other fields asks for. */
        private static boolean padded(StructLayout layout) {
            return layout.slots().stream()
                    .anyMatch(slot -> (slot.name().equals("_") && slot.size().bytes() > 0)
                            || slot.name().endsWith("CacheLinePad")
                            || slot.declaration()
                                    .field("type")
                                    .map(Node::text)
                                    .filter("structs.HostLayout"::equals)
                                    .isPresent());
        }

        /** The name of the struct's type; the keyword for one without a name. */
        private static Node place(Node struct) {
            return declaration(struct)
                    .flatMap(spec -> spec.field("name"))
                    .orElseGet(() -> struct.children().getFirst());
        }

        private static Optional<Node> declaration(Node struct) {
            return struct.parent().filter(parent -> parent.kind().equals("type_spec"));
        }

        private void report(GoFile file, Node struct, StructLayout layout) {
            Node place = place(struct);
            boolean named = declaration(struct).isPresent();
            long size = layout.size().bytes();
            long optimal = layout.optimalSize();
            CheckContext.Report report = context.report(place)
                    .with("name", named ? "`" + place.text() + "`" : "This struct")
                    .with("size", Long.toString(size))
                    .with("optimal", Long.toString(optimal))
                    .with("saved", Long.toString(size - optimal))
                    .property("size", size)
                    .property("optimal_size", optimal);
            Optional<String> meaning = meaning(struct, place, named);
            if (meaning.isPresent()) {
                report.variant("order-matters").with("reason", meaning.get());
            } else {
                boolean encoded = fields(struct).stream().anyMatch(field -> tagged(field, ENCODED));
                if (encoded) {
                    report.variant("encoded");
                }
                propose(file, struct, layout, encoded ? "reorder-encoded" : "reorder", report);
            }
            report.submit();
        }

        /** Why the order must stay, as half a sentence. */
        private Optional<String> meaning(Node struct, Node place, boolean named) {
            if (!named) {
                return Optional.of("its fields are its type's identity");
            }
            if (fields(struct).stream().anyMatch(field -> tagged(field, BY_POSITION))) {
                return Optional.of("its encoding goes by position");
            }
            if (mirrorsC(program.fileOf(struct))) {
                return Optional.of("it has the layout of a struct of C");
            }
            String name = place.text();
            return uses().reason(struct, name)
                    .or(() -> context.tests().orElse(List.of()).stream()
                            .filter(test -> test.unkeyed().contains(name))
                            .findFirst()
                            .map(test -> "a literal without field names may depend on it in " + test.path()));
        }

        /** Whether the head of a file says that {@code cgo -godefs} made it from C. */
        private static boolean mirrorsC(GoFile file) {
            byte[] content = file.content();
            return new String(content, 0, Math.min(content.length, LONGEST_HEAD), StandardCharsets.UTF_8)
                    .contains("cgo -godefs");
        }

        private static boolean tagged(Node field, Pattern pattern) {
            return field.field("tag")
                    .filter(tag -> pattern.matcher(tag.text()).find())
                    .isPresent();
        }

        private OrderUses uses() {
            if (uses == null) {
                uses = new OrderUses(program);
            }
            return uses;
        }

        private static void propose(
                GoFile file, Node struct, StructLayout layout, String fix, CheckContext.Report report) {
            Optional<StructFields> fields = StructFields.of(file, struct);
            if (fields.isEmpty()) {
                return;
            }
            List<List<StructFields.Line>> groups = fields.get().groups();
            boolean spacedOut = fields.get().spacedOut();
            List<List<StructFields.Line>> movable =
                    spacedOut ? List.of(groups.stream().flatMap(List::stream).toList()) : groups;
            new FieldOrder(layout, movable).find().ifPresent(order -> {
                List<List<StructFields.Line>> spaced =
                        spacedOut ? order.getFirst().stream().map(List::of).toList() : order;
                StructFields.Change change = fields.get().ordered(spaced);
                report.with("fields", change.text()).fix(fix, new FixSite.Lines(change.first(), change.last()));
            });
        }
    }
}
