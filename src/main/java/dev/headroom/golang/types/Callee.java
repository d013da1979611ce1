package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import java.util.List;
import java.util.Optional;

/** What a call calls. */
public sealed interface Callee {

    /** A function, method or function literal of the repository; only declared when it is a method of an interface. */
    record Inside(Function function) implements Callee {}

    /**
     * A function or method of another module or of the standard library.
     *
     * @param packagePath without major version: {@code github.com/jackc/pgx/pgxpool}
     * @param receiver the name of the receiver's type; empty for a function, {@code ?} for a type that is not known
     * @param known what the catalogue of known packages says of it
     */
    record Outside(String packagePath, String receiver, String name, Optional<Function> known) implements Callee {

        /** Whether it is one of the functions of a package. */
        public boolean isFunction(String path, String... names) {
            return receiver.isEmpty()
                    && packagePath.equals(path)
                    && List.of(names).contains(name);
        }

        /** Whether it is one of the methods of a type. */
        public boolean isMethod(String path, String type, String... names) {
            return receiver.equals(type)
                    && packagePath.equals(path)
                    && List.of(names).contains(name);
        }
    }

    /** No call but a conversion to a type. */
    record Conversion(GoType type) implements Callee {}

    /** A predeclared function: {@code append}, {@code new}. */
    record Builtin(String name) implements Callee {}

    /** The value of an expression: a variable, parameter or field of a function type. */
    record Value(Node expression) implements Callee {}

    /** Not known. */
    record Unknown() implements Callee {}
}
