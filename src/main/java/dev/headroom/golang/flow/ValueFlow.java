package dev.headroom.golang.flow;

import dev.headroom.golang.calls.CallGraph;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Field;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Member;
import dev.headroom.golang.types.Types;
import dev.headroom.golang.types.Variable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Follows values through a program: through variables, fields, parameters, results, literals and known functions of other
 * modules. It errs towards too far: what a value may reach it says, in whatever order and by whichever caller. Two values
 * that pass through the same variable, field or function are not told apart.
 */
public final class ValueFlow {
    private final Types types;
    private final CallGraph calls;
    private final UseIndex index;
    private final Map<Node, Flow> flows = new HashMap<>();
    private final Map<Node, Origins> origins = new HashMap<>();
    private final BackwardFlow.Memory functions = new BackwardFlow.Memory(new HashMap<>());

    /** The flow through packages that are analysed as one. */
    public ValueFlow(List<GoPackage> packages, Types types, CallGraph calls) {
        this.types = types;
        this.calls = calls;
        this.index = new UseIndex(packages, types);
    }

    /** Where the value of an expression may get to; of a call's results, the first. */
    public Flow from(Node expression) {
        Flow known = flows.get(expression);
        if (known == null) {
            // A flow that asks for itself, through a function that returns itself, finds what is known so far.
            known = new Flow();
            flows.put(expression, known);
            new ForwardFlow(types, calls, index, this, known).follow(expression);
        }
        return known;
    }

    /** Where a variable's value may get to, from its declaration on. */
    public Flow from(Variable variable) {
        Flow known = flows.get(variable.node());
        if (known == null) {
            known = new Flow();
            flows.put(variable.node(), known);
            new ForwardFlow(types, calls, index, this, known).follow(variable);
        }
        return known;
    }

    /** Where the value of a field may get to, whatever value that is. */
    public Flow from(Field field) {
        Flow flow = new Flow();
        new ForwardFlow(types, calls, index, this, flow).follow(field);
        return flow;
    }

    /** What may have made the value of an expression. */
    public Origins originsOf(Node expression) {
        Origins known = origins.get(expression);
        if (known == null) {
            known = new BackwardFlow(types, calls, index, functions).origins(expression);
            origins.put(expression, known);
        }
        return known;
    }

    /** The expressions whose values are stored in a field: in literals by name, and in assignments to the whole field. */
    public Stream<Node> values(Field field) {
        return Stream.concat(
                index.literalValues(field).stream(),
                index.selectors(field).stream().filter(Flow::assigned));
    }

    /** Whether an expression picks a field of the program's own in which nothing is ever stored: its value is zero. */
    boolean neverStored(Node selector) {
        return calls.complete()
                && index.member(selector).orElse(null) instanceof Member.OfField(Field field, var through)
                && field.owner() instanceof GoType.Named(String path, String name)
                && types.inside(path)
                && values(field).findAny().isEmpty();
    }

    /** All expressions that name a variable, its declaration left out. */
    public List<Node> uses(Variable variable) {
        return index.uses(variable);
    }

    /** All selectors of the program that pick a field. */
    public List<Node> selectors(Field field) {
        return index.selectors(field);
    }

    /** All selectors of the program that pick something by this name, whatever they pick it from. */
    public List<Node> selectors(String name) {
        return index.selectors(name);
    }
}
