package dev.headroom.golang.syntax;

import java.time.Duration;

/** A parser with the native memory it works in; used by one thread at a time. */
sealed interface TreeParser extends AutoCloseable permits FlatTreeParser, NativeParser {

    /** The parser for the natives in use. */
    static TreeParser create() {
        return Natives.flat() ? new FlatTreeParser() : new NativeParser();
    }

    /**
     * Parses one file.
     *
     * @param text what is parsed, as long as the source, which may have parts blanked out
     * @param source what the tree says its nodes' text is
     * @throws ParseRefusedException where the file is beyond a limit
     */
    SyntaxTree parse(byte[] text, byte[] source, Limits limits);

    @Override
    void close();

    /**
     * What a file may cost.
     *
     * @param budget by the clock on the wall
     * @param deepest how deep its nodes may be nested
     */
    record Limits(Duration budget, int deepest) {
        ParseRefusedException outOfTime() {
            return new ParseRefusedException("not parsed within " + budget.toMillis() + " ms");
        }

        ParseRefusedException tooDeep() {
            return new ParseRefusedException("nested deeper than " + deepest + " levels");
        }
    }
}
