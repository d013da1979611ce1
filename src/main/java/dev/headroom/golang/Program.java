package dev.headroom.golang;

import java.util.List;

/**
 * All the Go code that is analysed as one: a service (a main package with the packages of its module that it imports, or
 * a configured folder), or a library's packages.
 */
public interface Program {

    /** The name people use for it, unique in its workspace. */
    String name();

    /** The folder, relative to the repository's root; empty for the root itself. */
    String root();

    /** Whether it is a service, not a library: rules about a whole service apply. */
    boolean service();

    List<GoFile> files();

    /** The file that a node belongs to. */
    GoFile fileOf(Node node);

    /** The enclosing declaration as people write it: {@code Store.Open}, {@code main}; empty at package level. */
    String symbolOf(Node node);
}
