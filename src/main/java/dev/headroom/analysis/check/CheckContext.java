package dev.headroom.analysis.check;

import dev.headroom.fix.FixSite;
import dev.headroom.golang.Program;
import dev.headroom.golang.TestFile;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.util.List;
import java.util.Optional;

/** What a check sees of the unit under analysis, and where it says what it found. */
public interface CheckContext {

    /** All files of the unit, with types, calls and value flow. */
    Program program();

    /** The value in force of an {@code int} parameter, or of a {@code size} in bytes. */
    long number(String param);

    /** Whether findings may be reported in the file: not a test, generated, vendored or excluded. */
    boolean reportable(GoFile file);

    /** Whether a place is in a function that takes much of the service's time, by its profile or by configuration. */
    boolean hot(Node at);

    /** The tests of the unit; empty where tests were not read, so that nothing can be said of them. */
    Optional<List<TestFile>> tests();

    /** The rule looked at a place and it is right. */
    void clean(Node at);

    /** The rule looked at a place and cannot tell; never reported, but counted. */
    void undecided(Node at, String reason);

    /** Begins a report about a node; it counts when {@link Report#submit()} is called. */
    Report report(Node at);

    /** A report in the making. */
    interface Report {

        /** Chooses one of the rule's {@code variants} of title and message. */
        Report variant(String name);

        /** Gives {@code ${name}} in the rule's texts and templates a value. */
        Report with(String name, String value);

        /** Adds a place that explains the finding. */
        Report related(Node at, String message);

        /** Adds a figure for machines. */
        Report property(String name, Object value);

        /** Proposes one of the rule's {@code fixes}, put at the place given. */
        Report fix(String name, FixSite site);

        void submit();
    }
}
