package dev.headroom.cli.docs;

import dev.headroom.rule.Shape;
import dev.headroom.rule.Shape.Held;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A format as a page of Markdown: a table of keys for each kind of mapping. */
final class FormatReference {
    private final StringBuilder out = new StringBuilder();
    private final Set<Shape> told = new LinkedHashSet<>();

    private FormatReference() {}

    /** @param introduction what stands below the title */
    static String page(String title, String introduction, Shape format) {
        FormatReference reference = new FormatReference();
        reference
                .out
                .append("# ")
                .append(title)
                .append("\n\n")
                .append(introduction)
                .append('\n');
        reference.tell(format);
        return reference.out.toString();
    }

    private void tell(Shape shape) {
        if (!told.add(shape)) {
            return;
        }
        out.append("\n## ")
                .append(shape.name())
                .append("\n\n")
                .append(shape.about())
                .append("\n\n");
        out.append("| key | holds | meaning |\n|---|---|---|\n");
        List<Shape> further = new ArrayList<>();
        for (Shape.Key key : shape.keys()) {
            out.append("| `%s`%s | %s | %s |\n"
                    .formatted(
                            key.name(), key.required() ? " (required)" : "", words(key.held(), further), key.about()));
        }
        further.forEach(this::tell);
    }

    private static String words(Held held, List<Shape> further) {
        return switch (held) {
            case Shape.Text _ -> "text";
            case Shape.Flag _ -> "`true` or `false`";
            case Shape.WholeNumber(long min, long max) ->
                max == Integer.MAX_VALUE ? "a number of at least " + min : "a number from " + min + " to " + max;
            case Shape.Word(List<String> words) -> "`" + String.join("`, `", words) + "`";
            case Shape.Texts _ -> "a text or a list of texts";
            case Shape.Any _ -> "a value of the parameter's type";
            case Shape.Named(Held each) -> "by name: " + words(each, further);
            case Shape.Nested(Shape shape) -> link(shape, further);
            case Shape.ListOf(Shape shape) -> "a list of " + link(shape, further);
            case Shape.OneOrMore(Shape shape) -> link(shape, further) + " or a list of them";
            case Shape.OrOff(Shape shape) -> "`off` or " + link(shape, further);
        };
    }

    private static String link(Shape shape, List<Shape> further) {
        further.add(shape);
        return "[" + shape.name() + "](#" + shape.name().replace(".", "").toLowerCase(Locale.ROOT) + ")";
    }
}
