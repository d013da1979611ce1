package dev.headroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.demo.standin.Hunk;
import dev.headroom.demo.standin.PostedComment;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpectedCommentsTest {
    private final ExpectedComments expected =
            new ExpectedComments(List.of("a.go redis-pool-unconfigured", "b.go db-pool-unconfigured"));

    @Test
    void isContentWithTheSameCommentsInAnyOrder() {
        assertThat(expected.complaint(
                        List.of(comment("b.go", "db-pool-unconfigured"), comment("a.go", "redis-pool-unconfigured"))))
                .isEmpty();
    }

    @Test
    void namesWhatIsMissingAndWhatIsTooMuch() {
        assertThat(expected.complaint(
                        List.of(comment("b.go", "db-pool-unconfigured"), comment("b.go", "db-pool-unconfigured"))))
                .contains("The review is not the expected one: missing a.go redis-pool-unconfigured;"
                        + " not expected b.go db-pool-unconfigured.");
    }

    @Test
    void declaresTheDemosComments() {
        assertThat(ExpectedComments.load("opened").comments()).hasSize(4);
        assertThat(ExpectedComments.load("synchronize").comments()).hasSize(1);
    }

    private static PostedComment comment(String path, String rule) {
        String body = "Text. `//headroom:ignore " + rule + " reason`";
        return new PostedComment(1, path, Hunk.Side.RIGHT, Optional.empty(), 1, body);
    }
}
