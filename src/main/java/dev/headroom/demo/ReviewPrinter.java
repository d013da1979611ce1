package dev.headroom.demo;

import dev.headroom.demo.Terminal.Style;
import dev.headroom.demo.standin.Call;
import dev.headroom.demo.standin.PostedCheckRun;
import dev.headroom.demo.standin.PostedComment;
import dev.headroom.demo.standin.PostedReview;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import org.eclipse.jgit.diff.Edit;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;

/** Prints reviews and check runs as their receiver sees them. */
final class ReviewPrinter {
    private static final int LINES_ABOVE = 2;

    private final Terminal terminal;
    private final TerminalMarkdown markdown;
    private final BiFunction<String, String, List<String>> lines;

    /** @param lines the lines of a file, by commit and path */
    ReviewPrinter(Terminal terminal, BiFunction<String, String, List<String>> lines) {
        this.terminal = terminal;
        this.markdown = new TerminalMarkdown(terminal);
        this.lines = lines;
    }

    void review(PostedReview review) {
        Style style = review.state().equals("CHANGES_REQUESTED") ? Style.BAD : Style.BOLD;
        terminal.line(
                terminal.styled(style, review.state().toLowerCase(Locale.ROOT).replace('_', ' ')));
        summary(review);
        for (PostedComment comment : review.comments()) {
            terminal.line();
            comment(review.commitSha(), comment);
        }
    }

    void summary(PostedReview review) {
        text(review.body());
    }

    private void comment(String commit, PostedComment comment) {
        int start = comment.startLine().orElse(comment.line());
        String place = comment.path() + ":" + start + (start == comment.line() ? "" : "-" + comment.line());
        terminal.line(terminal.styled(Style.BOLD, place));
        List<String> file = lines.apply(commit, comment.path());
        frame(file, start, comment.line());
        List<String> spoken = file.subList(start - 1, Math.min(file.size(), comment.line()));
        for (TerminalMarkdown.Block block : TerminalMarkdown.blocks(Terminal.clean(comment.body()))) {
            switch (block) {
                case TerminalMarkdown.Prose prose ->
                    markdown.prose(prose.lines()).forEach(line -> terminal.line(("  " + line).stripTrailing()));
                case TerminalMarkdown.Fence(String language, List<String> code)
                when language.equals("suggestion") ->
                    suggestion(spoken.stream().map(Terminal::clean).toList(), code);
                case TerminalMarkdown.Fence fence ->
                    fence.lines().forEach(line -> terminal.line("      " + terminal.styled(Style.CODE, line)));
            }
        }
    }

    /** The lines spoken of, marked, and a few above them. */
    private void frame(List<String> file, int start, int end) {
        for (int number = Math.max(1, start - LINES_ABOVE); number <= Math.min(file.size(), end); number++) {
            boolean marked = number >= start;
            String line = "%s %4d │ %s".formatted(marked ? ">" : " ", number, Terminal.clean(file.get(number - 1)));
            terminal.line(terminal.styled(marked ? Style.MARKED : Style.DIM, line.stripTrailing()));
        }
    }

    /** What applying the suggestion does to the lines spoken of. */
    private void suggestion(List<String> before, List<String> after) {
        terminal.line("  " + terminal.styled(Style.BOLD, "Suggested change"));
        int next = 0;
        for (Edit edit : new HistogramDiff().diff(RawTextComparator.DEFAULT, raw(before), raw(after))) {
            before.subList(next, edit.getBeginA()).forEach(line -> terminal.line("      " + line));
            before.subList(edit.getBeginA(), edit.getEndA())
                    .forEach(line -> terminal.line("    " + terminal.styled(Style.REMOVED, "- " + line)));
            after.subList(edit.getBeginB(), edit.getEndB())
                    .forEach(line -> terminal.line("    " + terminal.styled(Style.ADDED, "+ " + line)));
            next = edit.getEndA();
        }
        before.subList(next, before.size()).forEach(line -> terminal.line("      " + line));
    }

    private static RawText raw(List<String> lines) {
        return new RawText((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void text(String body) {
        for (TerminalMarkdown.Block block : TerminalMarkdown.blocks(Terminal.clean(body))) {
            switch (block) {
                case TerminalMarkdown.Prose prose ->
                    markdown.prose(prose.lines()).forEach(terminal::line);
                case TerminalMarkdown.Fence fence -> fence.lines().forEach(line -> terminal.line("    " + line));
            }
        }
    }

    void checkRun(PostedCheckRun run) {
        String conclusion = run.conclusion().orElse(run.status());
        Style style = switch (conclusion) {
            case "success" -> Style.GOOD;
            case "failure" -> Style.BAD;
            default -> Style.BOLD;
        };
        terminal.line(terminal.styled(style, conclusion) + "  " + Terminal.clean(run.name()) + ": "
                + Terminal.clean(run.title()));
        text(run.summary());
        for (PostedCheckRun.Annotation annotation : run.annotations()) {
            terminal.line("  " + annotation.level() + " " + annotation.path() + ":" + annotation.startLine() + " "
                    + Terminal.clean(annotation.title()));
        }
    }

    /** The calls as a table; GitHub's names of the routes, without the repository's part. */
    void calls(List<Call> calls) {
        for (Call call : calls) {
            String route = call.purpose().isEmpty() ? call.route() : call.route() + " (" + call.purpose() + ")";
            terminal.line("  %-6s %-64s %3s %5d ms"
                    .formatted(
                            call.method(),
                            route.replace("/repos/{owner}/{repo}", "…"),
                            call.status() == 0 ? "—" : call.status(),
                            call.took().toMillis()));
        }
    }
}
