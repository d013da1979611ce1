package dev.headroom.rule;

import java.util.List;
import java.util.stream.Collectors;

/** Rules that cannot be used, with every mistake found in them. */
public final class RuleLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public RuleLoadException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /** In order of file and line. */
    public List<Problem> problems() {
        return problems;
    }
}
