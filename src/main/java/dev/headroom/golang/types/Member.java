package dev.headroom.golang.types;

import java.util.List;

/** What a selector picks from a value. */
public sealed interface Member {

    /** The embedded fields that lie between the value and what is picked; empty when it is the value's own. */
    List<Field> through();

    /** A field of a struct. */
    record OfField(Field field, List<Field> through) implements Member {}

    /** A method of a declared type or interface. */
    record OfMethod(Function function, List<Field> through) implements Member {}

    /** A method or field of a type that is not declared in view, found on the type itself or promoted from it. */
    record OfOutside(GoType.Named type, String name, List<Field> through) implements Member {}
}
