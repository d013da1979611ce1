package dev.headroom.fix;

import dev.headroom.golang.syntax.Node;

/** Where a fix template goes, and how it is fitted in: the renderer indents and aligns it as gofmt would. */
public sealed interface FixSite {

    /** New lines behind a statement, at its indentation. */
    record AfterStatement(Node statement) implements FixSite {}

    /** New lines ahead of a statement, at its indentation. */
    record BeforeStatement(Node statement) implements FixSite {}

    /** New statements at the beginning of a block or function body. */
    record BlockStart(Node block) implements FixSite {}

    /** New text in the place of a node, which may span several lines. */
    record Replace(Node node) implements FixSite {}

    /** Keyed fields added to a composite literal; those that are there already stay as they are. */
    record LiteralFields(Node compositeLiteral) implements FixSite {}
}
