package dev.headroom.analysis.check.service;

import dev.headroom.golang.Program;
import dev.headroom.golang.module.ImportPath;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import java.util.List;
import java.util.Set;

/** Recognises calls by their names. */
final class Calls {
    private Calls() {}

    /** The bare name of what a call calls; empty where it has none. */
    static String name(Node call) {
        return call.field("function")
                .map(function -> switch (function.kind()) {
                    case "identifier" -> function.text();
                    case "selector_expression" ->
                        function.field("field").map(Node::text).orElse("");
                    default -> "";
                })
                .orElse("");
    }

    /** The last part of a name with a package. */
    static String lastName(String qualified) {
        return qualified.substring(qualified.lastIndexOf('.') + 1);
    }

    /** Whether a call is of a function or method of one of these packages, or of one below it. */
    static boolean outsideOf(Node call, Program program, List<String> packages) {
        return program.types().callee(call) instanceof Callee.Outside outside
                && ImportPath.within(packages, outside.packagePath());
    }

    /** Whether a call is of one of these functions, as {@code package.Name}, and of no method. */
    static boolean function(Node call, Program program, Set<String> names) {
        return outside(call, program, names)
                && program.types().callee(call) instanceof Callee.Outside outside
                && outside.receiver().isEmpty();
    }

    /** Whether a call is of one of these functions or methods, as {@code package.Name}. */
    static boolean outside(Node call, Program program, Set<String> names) {
        return program.types().callee(call) instanceof Callee.Outside outside
                && names.contains(outside.packagePath() + "." + outside.name());
    }
}
