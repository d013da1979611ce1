package dev.headroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.demo.standin.Call;
import dev.headroom.demo.standin.Hunk;
import dev.headroom.demo.standin.PostedCheckRun;
import dev.headroom.demo.standin.PostedComment;
import dev.headroom.demo.standin.PostedReview;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReviewPrinterTest {
    private static final List<String> FILE = List.of(
            "package store",
            "",
            "func open(dsn string) (*sql.DB, error) {",
            "\tdb, err := sql.Open(\"pgx\", dsn)",
            "\tif err != nil {",
            "\t\treturn nil, err",
            "\t}",
            "\treturn db, nil",
            "}");
    private static final PostedReview REVIEW = review("""
            This pool may open `unlimited` connections. [Why](https://headroom.example.com/rules/db-pool-unconfigured)

            ````suggestion
            	db, err := sql.Open("pgx", dsn)
            	if err != nil {
            		return nil, err
            	}
            	db.SetMaxOpenConns(50)
            ````

            <details><summary>Why this matters</summary>

            Every replica opens its own pool.

            </details>

            <!-- headroom:finding 0123456789abcdef -->
            """);

    private final StringWriter written = new StringWriter();

    private static PostedReview review(String comment) {
        return new PostedReview(
                1,
                "PRR_1",
                "CHANGES_REQUESTED",
                "## One blocker\n\n| service | blockers |\n|---|--:|\n| guild | 1 |\n<!-- headroom:review -->",
                "head",
                List.of(new PostedComment(2, "store/open.go", Hunk.Side.RIGHT, Optional.of(4), 7, comment)));
    }

    private ReviewPrinter printer(boolean coloured) {
        return new ReviewPrinter(new Terminal(new PrintWriter(written), coloured, coloured), (_, _) -> FILE);
    }

    @Test
    void showsPlaceCodeMessageAndSuggestion() {
        printer(false).review(REVIEW);

        assertThat(written.toString()).isEqualToNormalizingNewlines("""
                changes requested
                One blocker

                  service  blockers
                  guild    1

                store/open.go:4-7
                     2 │
                     3 │ func open(dsn string) (*sql.DB, error) {
                >    4 │     db, err := sql.Open("pgx", dsn)
                >    5 │     if err != nil {
                >    6 │         return nil, err
                >    7 │     }
                  This pool may open unlimited connections. Why <https://headroom.example.com/rules/db-pool-unconfigured>
                  Suggested change
                          db, err := sql.Open("pgx", dsn)
                          if err != nil {
                              return nil, err
                          }
                    +     db.SetMaxOpenConns(50)
                  ▸ Why this matters
                """);
    }

    @Test
    void coloursWhatIsAddedAndRemoved() {
        printer(true).review(review("```suggestion\n\tdb, err := sql.Open(\"pgx\", other)\n```"));

        assertThat(written.toString())
                .contains("\u001b[32m+     db, err := sql.Open(\"pgx\", other)\u001b[0m")
                .contains("\u001b[31m-     db, err := sql.Open(\"pgx\", dsn)\u001b[0m")
                .contains("\u001b[1;31mchanges requested\u001b[0m");
    }

    @Test
    void letsNoTextOfTheRepositorySteerTheTerminal() {
        printer(false).review(review("\u001b]0;title\u0007 red: \u001b[31m and \u202eback\u202c"));

        assertThat(written.toString())
                .contains("\uFFFD]0;title\uFFFD red: \uFFFD[31m and \uFFFDback\uFFFD")
                .doesNotContain("\u001b", "\u202e");
    }

    @Test
    void showsTheCheckRun() {
        PostedCheckRun.Annotation annotation = new PostedCheckRun.Annotation(
                "store/open.go", 4, 7, "failure", "Database pool has no limit", "message");
        printer(false)
                .checkRun(new PostedCheckRun(
                        3,
                        "headroom",
                        "head",
                        "marker",
                        "completed",
                        Optional.of("failure"),
                        "1 blocker introduced",
                        "**1** of 6 services",
                        List.of(annotation),
                        List.of()));

        assertThat(written.toString()).isEqualToNormalizingNewlines("""
                failure  headroom: 1 blocker introduced
                1 of 6 services
                  failure store/open.go:4 Database pool has no limit
                """);
    }

    @Test
    void listsTheCalls() {
        printer(false)
                .calls(List.of(
                        new Call(
                                Instant.EPOCH,
                                "POST",
                                "/graphql",
                                "/graphql",
                                "query Blobs",
                                200,
                                Duration.ofMillis(12)),
                        new Call(
                                Instant.EPOCH,
                                "POST",
                                "/repos/acme/arena/pulls/42/reviews",
                                "/repos/{owner}/{repo}/pulls/{number}/reviews",
                                "",
                                0,
                                Duration.ofMillis(3))));

        assertThat(written.toString()).isEqualToNormalizingNewlines("""
                  POST   /graphql (query Blobs)                                           200    12 ms
                  POST   …/pulls/{number}/reviews                                           —     3 ms
                """);
    }
}
