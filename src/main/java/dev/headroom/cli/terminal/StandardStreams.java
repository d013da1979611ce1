package dev.headroom.cli.terminal;

import dev.headroom.analysis.run.RuleFailures.RuleFailure;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** A command's standard output and its standard error, each flushed after whatever is written to it. */
public record StandardStreams(PrintWriter out, PrintWriter err) {
    private static final int WRONG_SETTINGS = 2;

    public static StandardStreams of(CommandSpec spec) {
        return new StandardStreams(
                spec.commandLine().getOut(), spec.commandLine().getErr());
    }

    /** Writes a result, as it is. */
    public void print(String text) {
        out.print(text);
        out.flush();
    }

    /** Writes a line to the person at the terminal. */
    public void tell(String sentence) {
        err.println(Terminal.clean(sentence));
        err.flush();
    }

    /** Tells what is wrong, a sentence each, and returns the exit code for it. */
    public int complain(List<String> sentences) {
        sentences.forEach(sentence -> tell("headroom: " + sentence));
        return WRONG_SETTINGS;
    }

    /** Tells of a rule that failed, with where it did: whoever reports it is asked for that. */
    public void tell(RuleFailure failure) {
        synchronized (err) {
            tell("headroom: the rule " + failure.rule() + " failed in " + failure.service()
                    + ", which is a mistake in Headroom itself, please report it:");
            failure.cause().printStackTrace(err);
            err.flush();
        }
    }
}
