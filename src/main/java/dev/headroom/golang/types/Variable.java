package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A variable, constant, parameter, named result or receiver; each declaration is one object. */
public final class Variable implements Declaration {
    private final Kind kind;
    private final Node name;
    private final Node context;
    private final GoFile file;
    private final List<Node> uses = new ArrayList<>();

    /**
     * @param name the declaring identifier
     * @param context the statement, spec, clause or parameter declaration that gives it type and value
     */
    Variable(Kind kind, Node name, Node context, GoFile file) {
        this.kind = kind;
        this.name = name;
        this.context = context;
        this.file = file;
    }

    /** How a variable comes to its type and value. */
    public enum Kind {
        /** {@code var} inside or outside of a function. */
        VAR,
        CONST,
        /** {@code :=} */
        SHORT,
        PARAMETER,
        RECEIVER,
        RESULT,
        /** A loop variable of {@code range}. */
        RANGE,
        /** The name of a type switch, one for each clause. */
        TYPE_SWITCH,
        /** {@code v := <-c} in a select clause. */
        RECEIVE
    }

    public Kind kind() {
        return kind;
    }

    @Override
    public String name() {
        return name.text();
    }

    /** The declaring identifier; equal for the variables a type switch declares under one name. */
    @Override
    public Node node() {
        return name;
    }

    /** The statement, spec, clause or parameter declaration that gives it type and value. */
    public Node context() {
        return context;
    }

    @Override
    public GoFile file() {
        return file;
    }

    /** For a local variable, the identifiers that name it beyond its declaration, in source order. */
    public List<Node> uses() {
        return Collections.unmodifiableList(uses);
    }

    void usedBy(Node identifier) {
        uses.add(identifier);
    }

    @Override
    public String toString() {
        return kind + " " + name();
    }
}
