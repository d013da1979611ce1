package dev.headroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.pullrequest.ReviewDraft;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The story that {@code headroom demo} tells of whatever the server posts. */
class DemoCommandTest {
    private static final ReviewDraft.Comment LEADERBOARD =
            comment("services/combat-service-go/internal/cache/leaderboard.go", 18, "redis-pool-unconfigured");
    private static final List<ReviewDraft.Comment> FIRST = List.of(
            LEADERBOARD,
            comment("services/guild-service-go/internal/guild/rankings.go", 31, "db-pool-unconfigured"),
            comment("services/guild-service-go/internal/guild/rankings.go", 56, "context-deadline-missing"),
            comment("services/notification-service-go/admin.go", 27, "http-server-timeouts-missing"));
    private static final List<ReviewDraft.Comment> SECOND =
            List.of(comment("services/inventory-service-go/items/archive.go", 23, "db-pool-unconfigured"));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private static ReviewDraft.Comment comment(String path, int line, String rule) {
        String body = "Needs work. `//headroom:ignore " + rule + " reason`";
        return new ReviewDraft.Comment(path, Optional.empty(), line, body);
    }

    private int run(List<ReviewDraft.Comment> first, List<ReviewDraft.Comment> second) {
        return new CommandLine(new DemoCommand(new ScriptedServer(List.of(first, second))))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute();
    }

    @Test
    void endsWellWhenBothReviewsAreTheExpectedOnes() {
        assertThat(run(FIRST, SECOND)).isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(out.toString())
                .contains("1. Robin opens pull request 42 of acme/arena")
                .contains("services/guild-service-go/internal/guild/rankings.go:31\n")
                .contains(">   31 │     db, err := sql.Open(\"pgx\", dsn)\n")
                .contains("failure  Headroom: 4 blockers introduced\n")
                .containsPattern("POST +…/pulls/\\{number\\}/reviews +200 +[0-9]+ ms")
                .contains("2. Robin pushes: one fault mended, one new")
                .contains("  resolved services/combat-service-go/internal/cache/leaderboard.go:18\n")
                .contains("  open     services/inventory-service-go/items/archive.go:23\n")
                .endsWith("Both reviews were the expected ones.\n")
                .doesNotContain("\u001b", "\r");
    }

    @Test
    void endsWithOneWhenAnExpectedCommentIsMissing() {
        assertThat(run(List.of(LEADERBOARD), SECOND)).isOne();

        assertThat(err.toString())
                .startsWith("headroom demo: The review is not the expected one: missing services/guild-service-go/")
                .hasLineCount(1);
    }
}
