package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;
import java.util.List;

/**
 * A type of Go as far as it is known without a type checker. Types are values: equal where they are the same type.
 *
 * @see <a href="https://go.dev/ref/spec#Types">the Go specification</a>
 */
public sealed interface GoType {

    /** The type that is not known; nothing may be concluded from it. */
    static GoType unknown() {
        return Unknown.TYPE;
    }

    /** A predeclared type such as {@code int}, {@code string}, {@code error}; {@code nil} for the untyped nil. */
    record Basic(String name) implements GoType {
        @Override
        public String toString() {
            return name;
        }
    }

    /**
     * A declared type; type arguments are not kept.
     *
     * @param packagePath the import path, without major version for packages from outside the repository
     */
    record Named(String packagePath, String name) implements GoType {
        // Types are keys of many maps: what a record does by itself goes through method handles.
        @Override
        public boolean equals(Object other) {
            return other instanceof Named(String otherPath, String otherName)
                    && name.equals(otherName)
                    && packagePath.equals(otherPath);
        }

        @Override
        public int hashCode() {
            return 31 * packagePath.hashCode() + name.hashCode();
        }

        @Override
        public String toString() {
            return packagePath + "." + name;
        }
    }

    record Pointer(GoType element) implements GoType {
        @Override
        public String toString() {
            return "*" + element;
        }
    }

    /**
     * Some type that a package from outside hands out: its own, most likely, but it is not known which.
     *
     * @param packagePath the import path, without major version
     */
    record Foreign(String packagePath) implements GoType {
        @Override
        public String toString() {
            return packagePath + ".?";
        }
    }

    /** A slice or an array. */
    record Slice(GoType element) implements GoType {
        @Override
        public String toString() {
            return "[]" + element;
        }
    }

    record Map(GoType key, GoType value) implements GoType {
        @Override
        public String toString() {
            return "map[" + key + "]" + value;
        }
    }

    record Chan(GoType element) implements GoType {
        @Override
        public String toString() {
            return "chan " + element;
        }
    }

    /** A function type; the last parameter of a variadic one is a slice. */
    record Func(List<GoType> parameters, List<GoType> results, boolean variadic) implements GoType {
        public Func {
            parameters = List.copyOf(parameters);
            results = List.copyOf(results);
        }

        /** What a call yields: nothing, one type, or a tuple. */
        public GoType result() {
            return results.size() == 1 ? results.getFirst() : new Tuple(results);
        }
    }

    /** A struct type without a name, known by its {@code struct_type} node. */
    record Struct(Node node) implements GoType {
        @Override
        public String toString() {
            return "struct{…}";
        }
    }

    /** An interface type without a name, known by its {@code interface_type} node. */
    record Interface(Node node) implements GoType {
        @Override
        public String toString() {
            return "interface{…}";
        }
    }

    /** The results of a call that yields none or several. */
    record Tuple(List<GoType> elements) implements GoType {
        public Tuple {
            elements = List.copyOf(elements);
        }
    }

    /** Not known. */
    record Unknown() implements GoType {
        private static final GoType TYPE = new Unknown();

        @Override
        public String toString() {
            return "?";
        }
    }

    /** The type a pointer points to, or the type itself. */
    default GoType pointee() {
        return this instanceof Pointer(GoType element) ? element : this;
    }

    default boolean known() {
        return !(this instanceof Unknown);
    }

    /** Whether it is the declared type or a pointer to it; the path is the one without major version. */
    default boolean is(String packagePath, String name) {
        return pointee() instanceof Named(String path, String typeName)
                && typeName.equals(name)
                && path.equals(packagePath);
    }
}
