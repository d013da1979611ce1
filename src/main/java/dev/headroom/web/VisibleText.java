package dev.headroom.web;

import gg.jte.TemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import org.jspecify.annotations.Nullable;

/** Escapes what templates show, and leaves out what would be invisible or turn the direction of the text around it. */
final class VisibleText extends OwaspHtmlTemplateOutput {
    VisibleText(TemplateOutput output) {
        super(output);
    }

    @Override
    public void writeUserContent(@Nullable String text) {
        super.writeUserContent(text == null ? null : visible(text));
    }

    private static String visible(String text) {
        if (text.codePoints().noneMatch(VisibleText::hidden)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().filter(c -> !hidden(c)).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    private static boolean hidden(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\t')
                || Character.getType(c) == Character.FORMAT
                || Character.getType(c) == Character.SURROGATE;
    }
}
