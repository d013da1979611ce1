package dev.headroom.cli;

import dev.headroom.rule.Severity;
import java.io.Console;
import java.util.Map;

/**
 * The way text is put on a terminal.
 *
 * @param coloured whether escape sequences colour it
 */
public record Terminal(boolean coloured) {
    static final Terminal PLAIN = new Terminal(false);

    /** The terminal of this process: coloured where it is one, unless {@code NO_COLOR} (no-color.org) says otherwise. */
    public static Terminal of(Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(wanted && attached());
    }

    /** Whether what is printed goes to a terminal rather than into a pipe or a file. */
    @SuppressWarnings("SystemConsoleNull") // since Java 25 it is null again where input or output is no terminal
    static boolean attached() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    String bold(String text) {
        return styled("1", text);
    }

    String faint(String text) {
        return styled("2", text);
    }

    String removed(String text) {
        return styled("31", text);
    }

    String added(String text) {
        return styled("32", text);
    }

    String of(Severity severity, String text) {
        return styled(
                switch (severity) {
                    case BLOCKER -> "1;31";
                    case WARNING -> "1;33";
                    case HINT -> "1;36";
                },
                text);
    }

    private String styled(String code, String text) {
        return coloured && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /**
     * Text from code made fit for a terminal: tabs become four blanks, and whatever could move the cursor, change colours
     * or turn the direction of reading becomes a replacement character.
     */
    public static String clean(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints().forEach(point -> {
            if (point == '\t') {
                clean.append("    ");
            } else {
                clean.appendCodePoint(harmful(point) ? 0xFFFD : point);
            }
        });
        return clean.toString();
    }

    private static boolean harmful(int point) {
        int type = Character.getType(point);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR;
    }
}
