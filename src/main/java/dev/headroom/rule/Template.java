package dev.headroom.rule;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text with places to fill: {@code ${name}} with a value of the rule or check, {@code $NAME} with the code bound. */
public final class Template {
    private static final Pattern HOLE = Pattern.compile("\\$\\{(?<name>[a-z][a-z0-9_]*)}|\\$(?<code>[A-Z][A-Z0-9_]*)");

    private final String source;
    private final List<Piece> pieces;

    /** A part of a template. */
    public sealed interface Piece {
        /** Text that stands as it is. */
        record Text(String text) implements Piece {}

        /** A parameter of the rule, or a value that its check gives. */
        record Value(String name) implements Piece {}

        /** The code that a metavariable is bound to. */
        record Code(String variable) implements Piece {}
    }

    private Template(String source, List<Piece> pieces) {
        this.source = source;
        this.pieces = List.copyOf(pieces);
    }

    /** Reads a template; a dollar sign that begins no place to fill stands for itself. */
    public static Template of(String source) {
        List<Piece> pieces = new ArrayList<>();
        Matcher hole = HOLE.matcher(source);
        int end = 0;
        while (hole.find()) {
            if (hole.start() > end) {
                pieces.add(new Piece.Text(source.substring(end, hole.start())));
            }
            pieces.add(
                    hole.group("name") != null
                            ? new Piece.Value(hole.group("name"))
                            : new Piece.Code(hole.group("code")));
            end = hole.end();
        }
        if (end < source.length()) {
            pieces.add(new Piece.Text(source.substring(end)));
        }
        return new Template(source, pieces);
    }

    public List<Piece> pieces() {
        return pieces;
    }

    /** The names of the values it needs. */
    public Set<String> values() {
        Set<String> names = new LinkedHashSet<>();
        pieces.forEach(piece -> {
            if (piece instanceof Piece.Value(String name)) {
                names.add(name);
            }
        });
        return names;
    }

    /** The metavariables whose code it needs, without the dollar sign. */
    public Set<String> variables() {
        Set<String> names = new LinkedHashSet<>();
        pieces.forEach(piece -> {
            if (piece instanceof Piece.Code(String variable)) {
                names.add(variable);
            }
        });
        return names;
    }

    /** Fills the places. */
    public String fill(UnaryOperator<String> values, UnaryOperator<String> code) {
        StringBuilder text = new StringBuilder();
        for (Piece piece : pieces) {
            text.append(
                    switch (piece) {
                        case Piece.Text(String literal) -> literal;
                        case Piece.Value(String name) -> values.apply(name);
                        case Piece.Code(String variable) -> code.apply(variable);
                    });
        }
        return text.toString();
    }

    /** As written in the rule. */
    @Override
    public String toString() {
        return source;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template template && template.source.equals(source);
    }

    @Override
    public int hashCode() {
        return source.hashCode();
    }
}
