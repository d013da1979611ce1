package dev.headroom.golang.types;

import dev.headroom.golang.syntax.Node;

/** Something a package declares at its top level: a type, a function or method, a variable or constant. */
public sealed interface Declaration permits TypeDeclaration, Function, Variable {

    String name();

    /** The file it is declared in. */
    GoFile file();

    /** The node that declares it. */
    Node node();
}
