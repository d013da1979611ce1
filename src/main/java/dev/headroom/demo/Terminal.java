package dev.headroom.demo;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A terminal or a plain stream, written to line by line.
 *
 * @param interactive whether a person watches: then lines may be coloured and a progress line redrawn
 * @param coloured whether ANSI colours are wanted
 */
record Terminal(PrintWriter out, boolean interactive, boolean coloured) {

    /** The standard output; {@code NO_COLOR} and a dumb terminal are respected. */
    @SuppressWarnings("SystemConsoleNull") // Without a terminal there is no console again, as of JDK 25.
    static Terminal standard(PrintWriter out, Map<String, String> environment) {
        boolean interactive = System.console() != null && System.console().isTerminal();
        return new Terminal(
                out,
                interactive,
                dev.headroom.cli.terminal.Terminal.of(environment).coloured());
    }

    /** The colours in use, by what they mean. */
    enum Style {
        BOLD("1"),
        DIM("2"),
        CODE("36"),
        ADDED("32"),
        REMOVED("31"),
        GOOD("1;32"),
        BAD("1;31"),
        MARKED("33");

        private final String code;

        Style(String code) {
            this.code = code;
        }
    }

    String styled(Style style, String text) {
        return coloured && !text.isEmpty() ? "\u001b[" + style.code + "m" + text + "\u001b[0m" : text;
    }

    void line(String text) {
        out.println(text);
        out.flush();
    }

    void line() {
        line("");
    }

    /** A line with a title in it. */
    void heading(String title) {
        line();
        line(styled(Style.BOLD, "── " + title + " " + "─".repeat(Math.max(3, 92 - title.length()))));
    }

    /** Shows what is waited for, on a line that the next call overwrites; nothing where nobody watches. */
    void progress(String text) {
        if (interactive) {
            out.print("\r\u001b[2K" + text);
            out.flush();
        }
    }

    /** Text of a repository, of any number of lines, as it may be shown. */
    static String clean(String text) {
        return Arrays.stream(text.split("\n", -1))
                .map(dev.headroom.cli.terminal.Terminal::clean)
                .collect(Collectors.joining("\n"));
    }
}
