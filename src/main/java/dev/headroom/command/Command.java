package dev.headroom.command;

import dev.headroom.pullrequest.CheckRun;
import dev.headroom.rule.NearestName;
import dev.headroom.text.Markdown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something that the App can be asked to do on a pull request. */
public sealed interface Command {
    List<String> NAMES = List.of("help", "recheck", "explain", "fix", "ignore", "unignore", "status");

    /** Tell what can be asked. */
    record Help() implements Command {}

    /** Review the head again. */
    record Recheck() implements Command {}

    /** Tell about a rule. */
    record Explain(String rule) implements Command {}

    /** Commit the safe fixes, all or those of a rule or below a path. */
    record Fix(Optional<String> target) implements Command {}

    /** Leave findings as they are: those of a rule, or {@code this} of the thread. */
    record Ignore(String target, String reason) implements Command {}

    /** Take an ignore back. */
    record Unignore(String target) implements Command {}

    /** Leave everything as it is that the check run reports. */
    record IgnoreReported() implements Command {}

    /** Tell how the pull request stands. */
    record Status() implements Command {}

    /**
     * None of these.
     *
     * @param answer one sentence of Markdown: what is wrong, and what to write instead
     */
    record NotUnderstood(String answer) implements Command {}

    /** Reads what stands behind {@code /headroom} on a line. */
    static Command of(String line) {
        String[] words = line.strip().split("\\s+", 3);
        String name = words[0].toLowerCase(Locale.ROOT);
        Optional<String> target = words.length > 1 ? Optional.of(words[1]) : Optional.empty();
        String rest = words.length > 2 ? words[2].strip() : "";
        return switch (name) {
            case "", "help" -> new Help();
            case "recheck" -> new Recheck();
            case "status" -> new Status();
            case "fix" ->
                rest.isEmpty()
                        ? new Fix(target)
                        : new NotUnderstood("`/headroom fix` takes one rule or path, or nothing at all.");
            case "explain" ->
                target.<Command>map(Explain::new)
                        .orElseGet(() -> new NotUnderstood("`/headroom explain` needs the name of a rule behind it."));
            case "ignore" -> ignore(target, rest);
            case "unignore" ->
                target.<Command>map(Unignore::new)
                        .orElseGet(() -> new NotUnderstood(
                                "`/headroom unignore` needs a rule behind it, or `this` in a thread."));
            default ->
                new NotUnderstood("There is no command " + Markdown.code(words[0]) + NearestName.hint(name, NAMES)
                        + " `/headroom help` tells what there is.");
        };
    }

    private static Command ignore(Optional<String> target, String reason) {
        if (target.isEmpty()) {
            return new NotUnderstood("`/headroom ignore` needs a rule, or `this` in a thread, and a reason behind it.");
        }
        if (reason.isEmpty()) {
            return new NotUnderstood("Say why, for those who come later: `/headroom ignore "
                    + (target.get().equals("this") ? "this" : "RULE") + " REASON`.");
        }
        return new Ignore(target.get(), reason);
    }

    /** What a button of the check run asks for, by its identifier. */
    static Command ofButton(String identifier) {
        return identifier.equals(CheckRun.Action.IGNORE.identifier())
                ? new IgnoreReported()
                : new Fix(Optional.empty());
    }
}
