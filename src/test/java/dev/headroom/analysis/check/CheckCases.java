package dev.headroom.analysis.check;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests of a check by Go programs, the {@code cases()} of the class, which say in comments what it wants of them. */
public abstract class CheckCases {
    private final Check check;

    protected CheckCases(Check check) {
        this.check = check;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void verify(String name, String source) {
        Expectations.verify(check, source);
    }

    /** @param source see {@link Expectations} */
    protected static Arguments of(String name, String source) {
        return Arguments.of(name, source);
    }
}
