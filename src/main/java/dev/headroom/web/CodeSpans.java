package dev.headroom.web;

import gg.jte.Content;

/** Shows a sentence as it is, but for what stands between backticks, which is code. */
public final class CodeSpans {
    private CodeSpans() {}

    /** The sentence for a template; whoever wrote it, it is escaped. */
    public static Content of(String sentence) {
        String[] parts = sentence.split("`", -1);
        if (parts.length % 2 == 0) {
            return output -> output.writeUserContent(sentence);
        }
        return output -> {
            for (int i = 0; i < parts.length; i++) {
                boolean code = i % 2 == 1;
                output.writeContent(code ? "<code>" : "");
                output.writeUserContent(parts[i]);
                output.writeContent(code ? "</code>" : "");
            }
        };
    }
}
