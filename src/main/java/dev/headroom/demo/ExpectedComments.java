package dev.headroom.demo;

import dev.headroom.demo.standin.PostedComment;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The comments that a delivery must lead to, as {@code path rule}, declared beside the demo's files. */
record ExpectedComments(List<String> comments) {
    /** Each comment says how to silence what it is about, by the rule's id. */
    private static final Pattern RULE = Pattern.compile("//headroom:ignore ([a-z0-9-]+) ");

    /** The list {@code demo/NAME.expected}: one comment a line, in any order. */
    static ExpectedComments load(String name) {
        try (InputStream in = ExpectedComments.class.getResourceAsStream("/demo/" + name + ".expected")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new ExpectedComments(text.lines().sorted().toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with the comments posted, as a sentence; empty where they are the expected ones. */
    Optional<String> complaint(List<PostedComment> posted) {
        List<String> found =
                posted.stream().flatMap(ExpectedComments::keys).sorted().toList();
        if (found.equals(comments)) {
            return Optional.empty();
        }
        List<String> missing = without(comments, found);
        List<String> surplus = without(found, comments);
        return Optional.of("The review is not the expected one: "
                + (missing.isEmpty() ? "" : "missing " + String.join(", ", missing))
                + (missing.isEmpty() || surplus.isEmpty() ? "" : "; ")
                + (surplus.isEmpty() ? "" : "not expected " + String.join(", ", surplus))
                + ".");
    }

    private static List<String> without(List<String> some, List<String> others) {
        List<String> left = new ArrayList<>(some);
        others.forEach(left::remove);
        return left;
    }

    private static Stream<String> keys(PostedComment comment) {
        List<String> rules = RULE.matcher(comment.body())
                .results()
                .map(rule -> rule.group(1))
                .toList();
        return (rules.isEmpty() ? List.of("without a rule") : rules).stream().map(rule -> comment.path() + " " + rule);
    }
}
