package dev.headroom.golang;

import java.util.Map;

/** One parsed file of Go source. */
public interface GoFile {

    /** Relative to the repository's root. */
    String path();

    byte[] content();

    /** The {@code source_file} node. */
    Node root();

    String packageName();

    /** Import paths by the name they have in this file; {@code _} and dot imports are left out. */
    Map<String, String> imports();

    /** Whether the file's header says {@code // Code generated … DO NOT EDIT.} */
    boolean generated();

    /** Whether it is a {@code _test.go} file. */
    boolean test();

    /** Whether it lies below {@code vendor/} or {@code testdata/}. */
    boolean vendored();
}
