package dev.headroom.review.diff;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.fix.Fix;
import dev.headroom.fix.Suggestion;
import dev.headroom.fix.SuggestionRenderer;
import dev.headroom.fix.SuggestionRenderer.Rendered;
import dev.headroom.fix.TextEdit;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A finding's fix as a comment can put it.
 *
 * @param title what it does, without a full stop
 * @param suggestion what a reader can apply with one click, where GitHub's rules allow it
 * @param reason why there is no suggestion; half a sentence
 * @param diff the lines it changes, for the eye; none where they are too many or cannot be told
 */
public record Proposal(String title, Optional<Suggestion> suggestion, String reason, List<String> diff) {
    private static final int LONGEST_SUGGESTION = 10_000;
    /** What GitHub's text would not give back byte for byte. */
    private static final char REPLACEMENT_CHARACTER = '\ufffd';

    public Proposal {
        diff = List.copyOf(diff);
    }

    /** @param content of a file at the head by its path */
    static Optional<Proposal> of(Finding finding, Function<String, Optional<byte[]>> content) {
        return finding.fix()
                .flatMap(fix -> content.apply(finding.place().path())
                        .map(bytes -> of(fix, finding.place().path(), bytes)));
    }

    private static Proposal of(Fix fix, String path, byte[] content) {
        boolean here = fix.edits().stream().allMatch(edit -> edit.path().equals(path));
        if (!here) {
            return new Proposal(fix.title(), Optional.empty(), "it changes another file", List.of());
        }
        return switch (SuggestionRenderer.render(content, fix)) {
            case Rendered.AsSuggestion(Suggestion suggestion)
            when sayable(suggestion) ->
                new Proposal(fix.title(), Optional.of(suggestion), "", diff(content, suggestion));
            case Rendered.AsSuggestion _ -> new Proposal(fix.title(), Optional.empty(), "it is too long", List.of());
            case Rendered.Described(String reason) ->
                new Proposal(fix.title(), Optional.empty(), reason, codeAlone(content, fix));
        };
    }

    private static boolean sayable(Suggestion suggestion) {
        return suggestion.replacement().length() <= LONGEST_SUGGESTION
                && suggestion.replacement().indexOf(REPLACEMENT_CHARACTER) < 0;
    }

    /** A reader needs to be shown the code; imports are found by any editor. */
    private static List<String> codeAlone(byte[] content, Fix fix) {
        List<TextEdit> code = fix.edits().stream()
                .filter(edit -> edit.purpose() == TextEdit.Purpose.CODE)
                .toList();
        Fix visible = new Fix(fix.title(), code, fix.safe());
        return SuggestionRenderer.render(content, visible) instanceof Rendered.AsSuggestion(Suggestion suggestion)
                        && sayable(suggestion)
                ? diff(content, suggestion)
                : List.of();
    }

    /** The change as lines of a diff: what is equal at both ends as context, the rest out and in. */
    private static List<String> diff(byte[] content, Suggestion suggestion) {
        String[] lines = new String(content, StandardCharsets.UTF_8).split("\n", -1);
        List<String> before = Arrays.asList(lines).subList(suggestion.startLine() - 1, suggestion.endLine());
        List<String> after = Arrays.asList(suggestion.replacement().split("\n", -1));
        int most = Math.min(before.size(), after.size());
        int head = 0;
        while (head < most && before.get(head).equals(after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && before.get(before.size() - 1 - tail).equals(after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<String> diff = new ArrayList<>();
        before.subList(0, head).forEach(line -> diff.add(" " + line));
        before.subList(head, before.size() - tail).forEach(line -> diff.add("-" + line));
        after.subList(head, after.size() - tail).forEach(line -> diff.add("+" + line));
        before.subList(before.size() - tail, before.size()).forEach(line -> diff.add(" " + line));
        return diff;
    }
}
