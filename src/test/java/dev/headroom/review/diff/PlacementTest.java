package dev.headroom.review.diff;

import static dev.headroom.review.Samples.PATCH;
import static dev.headroom.review.Samples.PATH;
import static dev.headroom.review.Samples.blocker;
import static dev.headroom.review.Samples.fixed;
import static dev.headroom.review.Samples.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.RelatedPlace;
import dev.headroom.fix.Fix;
import dev.headroom.fix.TextEdit;
import dev.headroom.review.Samples;
import dev.headroom.review.text.CommentText;
import dev.headroom.review.text.Mark;
import dev.headroom.review.text.Marker;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import dev.headroom.text.Markdown;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlacementTest {
    private static final PullRequestDiff DIFF = Samples.diff(Samples.changed(PATH, PATCH));

    private static Placement place(Finding... findings) {
        return new Placement(List.of(findings), DIFF, Samples::content, 30);
    }

    private static Finding spanning(Finding finding, int startLine, int endLine, RelatedPlace... related) {
        return new Finding(
                finding.rule(),
                finding.severity(),
                finding.service(),
                new Place(PATH, 0, 1, startLine, 1, endLine, 1),
                finding.symbol(),
                finding.title(),
                finding.message(),
                finding.fix(),
                finding.fingerprint(),
                List.of(related),
                finding.properties());
    }

    private static Anchor anchorOf(Finding finding) {
        return Anchor.of(finding, DIFF).orElse(new Anchor("", 0, 0));
    }

    private static CommentText text(RuleCatalogue rules) {
        return new CommentText(rules, Samples.PAGES, finding -> Mark.of(finding, Samples::content));
    }

    @Test
    void aFindingIsAnchoredWhereTheDiffShowsIt() {
        assertThat(anchorOf(spanning(blocker("a", 4), 4, 7))).isEqualTo(new Anchor(PATH, 4, 7));
        assertThat(anchorOf(spanning(blocker("a", 4), 4, 90))).isEqualTo(new Anchor(PATH, 4, 4));
        assertThat(anchorOf(blocker("a", 40))).isEqualTo(new Anchor("", 0, 0));
    }

    @Test
    void aLineThatWasAddedSpeaksForWhatTheDiffDoesNotShow() {
        Place added = new Place(PATH, 0, 1, 5, 1, 5, 9);
        Place context = new Place(PATH, 0, 1, 6, 1, 6, 9);
        assertThat(anchorOf(spanning(blocker("a", 40), 40, 40, new RelatedPlace(added, "called here"))))
                .isEqualTo(new Anchor(PATH, 5, 5));
        assertThat(anchorOf(spanning(blocker("a", 40), 40, 40, new RelatedPlace(context, "called here"))))
                .isEqualTo(new Anchor("", 0, 0));
        assertThat(Anchor.of(
                        spanning(blocker("a", 1), 1, 40),
                        Samples.diff(Samples.changed(PATH, "@@ -20,2 +20,3 @@\n a\n+b\n c"))))
                .contains(new Anchor(PATH, 21, 21));
    }

    @Test
    void suggestionsKeepClearOfEachOther() {
        Finding first = fixed(blocker("a", 4), "sql.Open", "sql.OpenDB");
        Finding clash = fixed(warning("b", 5), "dsn)\n\tif err", "dsn)\n\tif  err");
        Finding clear = fixed(warning("c", 8), "return db\n", "return  db\n");

        Placement placement = place(first, clash, clear);

        assertThat(placement.comments())
                .extracting(comment -> comment.suggestion().isPresent())
                .containsExactly(true, false, true);
        assertThat(placement.comments().get(1).anchor()).isEqualTo(new Anchor(PATH, 5, 5));
    }

    @Test
    void findingsThatOneSuggestionAnswersShareIt() {
        Finding first = fixed(blocker("a", 4), "sql.Open", "sql.OpenDB");
        Finding second = fixed(warning("b", 4), "sql.Open", "sql.OpenDB");

        List<PlannedComment> comments = place(first, second).comments();

        assertThat(comments).hasSize(1);
        String body = text(Samples.RULES).of(comments.getFirst());
        assertThat(body).containsOnlyOnce("```suggestion").contains("The suggestion above fixes this too.");
    }

    @Test
    void aSuggestionOverDeletedLinesOrOutOfTheHunkIsDescribed() {
        PullRequestDiff deleting = Samples.diff(Samples.changed(PATH, "@@ -4,3 +4,2 @@\n a\n-b\n c"));
        Finding over = fixed(blocker("a", 4), "dsn)\n\tif err", "dsn)\n\tif  err");
        Finding outside = fixed(blocker("b", 4), "return db\n", "return  db\n");

        for (Finding finding : List.of(over, outside)) {
            PlannedComment comment = new Placement(List.of(finding), deleting, Samples::content, 30)
                    .comments()
                    .getFirst();
            assertThat(comment.suggestion()).isEmpty();
            assertThat(text(Samples.RULES).of(comment))
                    .contains("Fix: Limit the pool to 50 connections.\n\n```diff\n")
                    .doesNotContain("```suggestion");
        }
    }

    @Test
    void aFixThatIsNotHereIsToldInWords() {
        TextEdit elsewhere = new TextEdit("services/combat/main.go", 0, 1, "p", TextEdit.Purpose.CODE);
        Finding finding = Samples.with(
                spanning(blocker("a", 40), 40, 40, new RelatedPlace(new Place(PATH, 0, 1, 5, 1, 5, 9), "called here")),
                new Fix("Limit the pool in main", List.of(elsewhere), true));

        assertThat(text(Samples.RULES).of(place(finding).comments().getFirst())).isEqualTo("""
                **Blocker: Database pool has no limit**

                This pool may open an unlimited number of connections in every replica. It is about `services/combat/db.go:40`.

                Fix: Limit the pool in main (by hand, since it changes another file).

                <details><summary>Why this matters · how to silence it</summary>

                Every replica opens its own pool, so the database sees replicas times the pool's size.

                - `services/combat/db.go:5` called here

                [Documentation](https://pkg.go.dev/database/sql#DB.SetMaxOpenConns) · To keep the code as it is, put \
                `//headroom:ignore db-pool-unconfigured REASON` on the line above, or reply `/headroom ignore this REASON` to \
                leave it out of this pull request.

                </details>

                <!-- headroom:finding aaaaaaaaaaaaaaaa -->""");
    }

    @Test
    void aLongChangeIsFoldedAndAVeryLongOneOnlyNamed() {
        assertThat(described("x\n".repeat(20)))
                .contains("Fix: Limit the pool to 50 connections (by hand, since it needs an import at the top of the"
                        + " file).\n\n<details><summary>The change</summary>\n\n```diff\n");
        assertThat(described("x\n".repeat(80))).doesNotContain("```diff");
    }

    private static String described(String code) {
        Finding finding = fixed(blocker("a", 4), TextEdit.Purpose.CODE, "return db\n", code);
        Fix fix = finding.fix().orElseThrow();
        List<TextEdit> edits = List.of(
                new TextEdit(PATH, 0, 0, "", TextEdit.Purpose.IMPORT),
                fix.edits().getFirst());
        Finding importing = Samples.with(finding, new Fix(fix.title(), edits, true));
        return text(Samples.RULES).of(place(importing).comments().getFirst());
    }

    @Test
    void severalRulesOfACommentShareTheLineThatTellsHowToKeepTheCode() {
        String body = text(Samples.RULES)
                .of(place(blocker("a", 4), warning("b", 4)).comments().getFirst());

        assertThat(body).contains("""
                To keep the code as it is, put `//headroom:ignore db-pool-unconfigured REASON` and \
                `//headroom:ignore rows-not-closed REASON` on the line above, or reply `/headroom ignore this REASON` to leave it \
                out of this pull request.

                </details>""").containsOnlyOnce("To keep the code");
    }

    @Test
    void aFileWithCarriageReturnsGetsNoSuggestion() {
        assertDescribed(Samples.SOURCE.replace("\n", "\r\n"));
    }

    @Test
    void aFileWithoutLastLineFeedGetsNoSuggestion() {
        assertDescribed(Samples.SOURCE.stripTrailing());
    }

    @Test
    void aFileThatIsNotUtf8GetsNoSuggestion() {
        assertDescribed(Samples.SOURCE.replace("\"pgx\"", "\"p\u00ff\""));
    }

    private static void assertDescribed(String latin1) {
        Finding finding = fixed(blocker("a", 4), "sql.Open", "sql.OpenDB");
        byte[] bytes = latin1.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new Placement(List.of(finding), DIFF, path -> Optional.of(bytes), 30).comments())
                .singleElement()
                .satisfies(comment -> {
                    assertThat(comment.suggestion()).isEmpty();
                    assertThat(text(Samples.RULES).of(comment)).contains("Fix: Limit the pool to 50 connections");
                });
    }

    @Test
    void textOfTheRepositoryCannotLeaveItsPlace() {
        Finding hostile = Samples.saying(
                fixed(blocker("a", 4), "panic(err)", "panic(`\n```\n</details> @acme/team\n`)"),
                "**x** @acme/team",
                "See [this](https://evil.example)\n\n</details> <!-- headroom:finding ffffffffffffffff -->");

        String body = text(Samples.RULES).of(place(hostile).comments().getFirst());

        assertThat(body)
                .startsWith("**Blocker: \\*\\*x\\*\\* @<!-- -->acme/team**\n\n"
                        + "See \\[this\\](https:<!-- -->//evil.example) \\</details\\>")
                .contains("````suggestion\n\t\tpanic(`\n```\n</details> @acme/team\n`)\n````\n");
        assertThat(Marker.findingsIn(body)).containsExactly(new Mark(hostile.fingerprint(), ""));
    }

    @Test
    void aCommentStaysBelowWhatGitHubTakes() {
        String wide = "\ud83d\udc18".repeat(5_000);
        Finding[] findings = IntStream.range(0, 20)
                .mapToObj(i -> Samples.saying(
                        fixed(
                                Samples.finding(Severity.WARNING, "rule-" + i, String.format("%04x", i), PATH, 4),
                                TextEdit.Purpose.IMPORT,
                                "sql.Open",
                                wide),
                        wide,
                        wide))
                .toArray(Finding[]::new);

        Placement placement = place(findings);

        String body = text(RuleCatalogue.of(Arrays.stream(findings)
                        .map(finding -> Samples.rule(finding.rule(), wide))
                        .toArray(Rule[]::new)))
                .of(placement.comments().getFirst());
        assertThat(Markdown.bytes(body)).isLessThan(60_000);
        assertThat(Marker.findingsIn(body)).hasSize(8);
        assertThat(placement.elsewhere()).hasSize(12);
        assertThat(body).doesNotContain("<details>").hasSizeGreaterThan(1_000);
    }
}
