package dev.headroom.fix;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** The rendering of a fix as one suggestion, or the reason why it cannot be one. */
public final class SuggestionRenderer {
    /** More unchanged lines than this between two edits make a suggestion that nobody reads. */
    private static final int MOST_LINES = 60;

    private SuggestionRenderer() {}

    /** What became of a fix. */
    public sealed interface Rendered {

        /** The fix is this suggestion. */
        record AsSuggestion(Suggestion suggestion) implements Rendered {}

        /** The fix must be described instead; the reason is half a sentence for the reader. */
        record Described(String reason) implements Rendered {}
    }

    /** @param content the file as the fix's edits count its bytes */
    public static Rendered render(byte[] content, Fix fix) {
        List<TextEdit> edits = fix.edits().stream()
                .sorted(Comparator.comparingInt(TextEdit::startByte))
                .toList();
        SourceText source = new SourceText(content);
        if (edits.isEmpty()) {
            return new Rendered.Described("it changes nothing");
        }
        if (edits.stream().anyMatch(edit -> edit.purpose() == TextEdit.Purpose.IMPORT)) {
            return new Rendered.Described("it needs an import at the top of the file");
        }
        if (edits.stream().map(TextEdit::path).distinct().count() > 1) {
            return new Rendered.Described("it spans several files");
        }
        if (source.hasCarriageReturn()) {
            return new Rendered.Described("the file's lines end with CR LF");
        }
        if (!source.endsWithLineFeed()) {
            return new Rendered.Described("the file's last line has no line feed");
        }
        return wholeLines(content, source, edits);
    }

    private static Rendered wholeLines(byte[] content, SourceText source, List<TextEdit> edits) {
        int first = anchor(source, edits.getFirst());
        int start = source.lineStart(first);
        // An insertion at the beginning of a line repeats that line behind what it inserts.
        int end = source.lineEnd(Math.max(first, edits.getLast().endByte()));
        int startLine = source.lineOf(start);
        int endLine = source.lineOf(end);
        if (endLine - startLine >= MOST_LINES) {
            return new Rendered.Described("it changes places far apart");
        }
        byte[] changed = FixApplier.replace(content, edits);
        int length = end - start + changed.length - content.length;
        String replacement = new String(changed, start, length, StandardCharsets.UTF_8);
        if (replacement.equals(source.slice(start, end))) {
            return new Rendered.Described("it changes nothing");
        }
        int alike = alikeAtTheEnd(source.slice(start, end), replacement);
        String shorter = withoutLastLines(replacement, alike);
        return new Rendered.AsSuggestion(new Suggestion(edits.getFirst().path(), startLine, endLine - alike, shorter));
    }

    /** How many lines at the end need not be replaced: the fewer there are, the likelier all lie in the diff. */
    private static int alikeAtTheEnd(String old, String replacement) {
        List<String> before = old.lines().toList();
        List<String> after = replacement.lines().toList();
        int most = Math.min(before.size(), after.size()) - 1;
        int alike = 0;
        while (alike < most && before.get(before.size() - 1 - alike).equals(after.get(after.size() - 1 - alike))) {
            alike++;
        }
        return alike;
    }

    private static String withoutLastLines(String text, int lines) {
        int end = text.length();
        for (int i = 0; i < lines; i++) {
            end = text.lastIndexOf('\n', end - 1);
        }
        return text.substring(0, end);
    }

    /** Where the first changed line begins: text put behind a line feed belongs to the line before it. */
    private static int anchor(SourceText source, TextEdit edit) {
        return Math.min(edit.startByte(), source.length() - 1);
    }
}
