package dev.headroom.analysis.finding;

/** What a rule says of a whole service. */
public enum Verdict {
    /** The rule reported at least one place. */
    MISSING,
    /** The rule applies, and everything it looked at is right. */
    OK,
    /** The service has nothing that the rule speaks of. */
    NOT_APPLICABLE,
    /** Nothing was reported, and syntax could not decide every place. */
    UNKNOWN
}
