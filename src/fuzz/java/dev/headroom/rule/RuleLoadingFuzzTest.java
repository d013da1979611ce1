package dev.headroom.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that a stranger brings are read, or refused in sentences that name file and line. */
class RuleLoadingFuzzTest {

    static Stream<byte[]> seeds() {
        return Stream.of(
                        """
                        id: no-sleep
                        severity: warning
                        title: Sleeping in a handler
                        message: This sleeps ${long}.
                        why: It does.
                        docs: https://pkg.go.dev/time#Sleep
                        params:
                          longest: {type: duration, default: 5s, min: 1s, about: how long}
                        imports: {time: time}
                        find:
                          - match: time.Sleep($LONG)
                            with: {long: $LONG}
                            unless: {in: function, any: ["$_.Stop()"]}
                            fix:
                              at: time.Sleep($LONG)
                              replace: time.Sleep(${longest})
                        tests:
                          - name: sleeps
                            go: |
                              func f() { time.Sleep(1) } // want "sleeps"
                        """,
                        "a: &x [*x, *x]",
                        "? [a, b]\n: c",
                        "id: {{{{{{{{{{{{{{{{{{{{{{{{",
                        "- not a mapping")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void isReadOrRefusedInSentences(byte[] yaml) {
        try {
            assertThat(RuleCatalogue.load(Map.of("r.yaml", yaml)).rules()).hasSizeLessThan(2);
        } catch (RuleLoadException refused) {
            assertThat(refused.problems())
                    .isNotEmpty()
                    .allSatisfy(problem -> assertThat(problem.message()).isNotBlank());
        }
    }
}
