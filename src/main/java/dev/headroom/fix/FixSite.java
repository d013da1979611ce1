package dev.headroom.fix;

import dev.headroom.golang.syntax.Node;
import java.util.List;

/** Where a fix template goes, and how it is fitted in: the renderer indents and aligns it as gofmt would. */
public sealed interface FixSite {

    /** New lines behind a statement, at its indentation. */
    record AfterStatement(Node statement) implements FixSite {}

    /** New lines ahead of a statement, at its indentation. */
    record BeforeStatement(Node statement) implements FixSite {}

    /** New text in the place of a node, which may span several lines. */
    record Replace(Node node) implements FixSite {}

    /** New declarations ahead of one at the top level of a file and of its comment, with an empty line between. */
    record BeforeDeclaration(Node declaration) implements FixSite {}

    /** The text at one place, and what must change elsewhere in the file with it. */
    record Together(FixSite first, List<Change> changes) implements FixSite {
        public Together {
            changes = List.copyOf(changes);
        }
    }

    /**
     * A change that a fix entails.
     *
     * @param text what takes the place of the node; empty for a statement that goes, with its line
     */
    record Change(Node node, String text) {}

    /** Keyed fields added to a composite literal; those that are there already stay as they are. */
    record LiteralFields(Node compositeLiteral) implements FixSite {}

    /** New lines, at the indentation of the first, in the place of those from one node's first to another's last. */
    record Lines(Node first, Node last) implements FixSite {}
}
