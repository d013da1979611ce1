package dev.headroom.cli.terminal;

import dev.headroom.rule.Severity;
import java.io.Console;
import java.util.Map;

/**
 * The way text is put on a terminal.
 *
 * @param coloured whether escape sequences colour it
 * @param columns how many characters stand beside each other
 */
public record Terminal(boolean coloured, int columns) {
    private static final int USUAL_COLUMNS = 100;
    private static final int FEWEST_COLUMNS = 40;

    public static final Terminal PLAIN = new Terminal(false, USUAL_COLUMNS);

    /** The terminal of this process: coloured where it is one, unless {@code NO_COLOR} (no-color.org) says otherwise. */
    public static Terminal of(Map<String, String> environment) {
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        return new Terminal(wanted && attached(), columns(environment.getOrDefault("COLUMNS", "")));
    }

    private static int columns(String told) {
        return told.matches("[1-9]\\d{0,3}") ? Math.max(FEWEST_COLUMNS, Integer.parseInt(told)) : USUAL_COLUMNS;
    }

    /** Whether a person reads the error stream, as the launcher says: Java itself cannot tell. */
    public static boolean watched() {
        return Boolean.getBoolean("headroom.watched");
    }

    /** Whether what is printed goes to a terminal rather than into a pipe or a file. */
    @SuppressWarnings("SystemConsoleNull") // since Java 25 it is null again where input or output is no terminal
    public static boolean attached() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    public String bold(String text) {
        return styled("1", text);
    }

    public String faint(String text) {
        return styled("2", text);
    }

    public String removed(String text) {
        return styled("31", text);
    }

    public String added(String text) {
        return styled("32", text);
    }

    public String of(Severity severity, String text) {
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
