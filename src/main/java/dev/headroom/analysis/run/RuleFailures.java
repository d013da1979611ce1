package dev.headroom.analysis.run;

/** What to do when a rule's own code fails on somebody's source: a mistake in Headroom, not in that source. */
@FunctionalInterface
public interface RuleFailures {
    /** Ends the analysis with what the rule threw, as tests of rules want it. */
    RuleFailures FATAL = failure -> {
        switch (failure.cause()) {
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            default -> throw new IllegalStateException(failure.cause());
        }
    };

    /** Is told of a failure; where it returns, the rule is unknown for that service and the analysis goes on. */
    void failed(RuleFailure failure);

    /** A rule that threw while it looked at a service. */
    record RuleFailure(String rule, String service, Throwable cause) {}
}
