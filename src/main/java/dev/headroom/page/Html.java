package dev.headroom.page;

/** Turns foreign text into HTML that shows it and does nothing else. */
public final class Html {
    private Html() {}

    /** Text for elements and for attributes in quotes. */
    public static String text(String text) {
        StringBuilder html = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\n' -> html.append("&#10;");
                default -> {
                    if (!hidden(c)) {
                        html.appendCodePoint(c);
                    }
                }
            }
        });
        return html.toString();
    }

    /** Control characters, and those that reverse the direction of what follows. */
    private static boolean hidden(int c) {
        return Character.isISOControl(c)
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE;
    }
}
