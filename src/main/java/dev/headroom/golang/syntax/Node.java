package dev.headroom.golang.syntax;

import java.util.List;
import java.util.Optional;

/**
 * One named or anonymous node of a Go file's syntax tree.
 *
 * <p>Kinds and field names are those of the tree-sitter-go grammar, such as {@code call_expression} with its fields
 * {@code function} and {@code arguments}. Nodes are values: equal where they are the same node of the same tree. They
 * stay valid after the parser is closed.
 */
public interface Node {

    /** The grammar's name of the node, interned: {@code ==} works, {@code equals} reads better. */
    String kind();

    /** Whether the node is named, that is no punctuation or keyword. */
    boolean named();

    /** The source text of the node. */
    String text();

    /** 0-based offset of the first byte. */
    int start();

    /** 0-based offset behind the last byte. */
    int end();

    /** 1-based line of the first byte. */
    int startLine();

    /** 1-based line of the last byte. */
    int endLine();

    Optional<Node> parent();

    /** The innermost node of one of these kinds around the node, itself included. */
    Optional<Node> enclosing(String... kinds);

    /** The child with this field name, the first where there are several. */
    Optional<Node> field(String name);

    /** All children with this field name. */
    List<Node> fields(String name);

    /** All children, punctuation included. */
    List<Node> children();

    /** The named children without comments. */
    List<Node> namedChildren();

    /** The node and all its named descendants, comments included, in source order. */
    Iterable<Node> descendants();

    /** Whether the node is an {@code ERROR}, missing, or lies inside of an {@code ERROR}. */
    boolean broken();
}
