package dev.headroom.cli.report;

import dev.headroom.analysis.trial.FixPlan;
import dev.headroom.cli.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.jgit.diff.DiffFormatter;
import org.eclipse.jgit.diff.EditList;
import org.eclipse.jgit.diff.HistogramDiff;
import org.eclipse.jgit.diff.RawText;
import org.eclipse.jgit.diff.RawTextComparator;
import org.eclipse.jgit.util.QuotedString;

/** Changed files as a patch that {@code git apply} takes in any folder of the repository. */
public final class UnifiedDiff {
    private UnifiedDiff() {}

    /** The patch, its code as it is in the files: for a pipe or a file. */
    public static String of(List<FixPlan.Change> changes) {
        return changes.stream().map(UnifiedDiff::of).collect(Collectors.joining());
    }

    /** The patch for the eyes: made harmless and coloured. */
    public static String shown(List<FixPlan.Change> changes, Terminal terminal) {
        return of(changes)
                .lines()
                .map(line -> painted(Terminal.clean(line), terminal) + "\n")
                .collect(Collectors.joining());
    }

    private static String painted(String line, Terminal terminal) {
        if (line.startsWith("diff ") || line.startsWith("--- ") || line.startsWith("+++ ")) {
            return terminal.bold(line);
        }
        return switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '-' -> terminal.removed(line);
            case '+' -> terminal.added(line);
            case '@' -> terminal.faint(line);
            default -> line;
        };
    }

    private static String of(FixPlan.Change change) {
        String before = QuotedString.GIT_PATH.quote("a/" + change.path());
        String after = QuotedString.GIT_PATH.quote("b/" + change.path());
        return "diff --git " + before + " " + after + "\n--- " + before + "\n+++ " + after + "\n"
                + hunks(change.before(), change.after());
    }

    private static String hunks(byte[] before, byte[] after) {
        RawText old = new RawText(before);
        RawText fresh = new RawText(after);
        EditList edits = new HistogramDiff().diff(RawTextComparator.DEFAULT, old, fresh);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DiffFormatter formatter = new DiffFormatter(out)) {
            formatter.format(edits, old, fresh);
            formatter.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
