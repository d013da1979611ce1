package dev.headroom.review;

import static dev.headroom.review.Samples.HEAD;
import static dev.headroom.review.Samples.PATH;
import static dev.headroom.review.Samples.analysis;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.pullrequest.Amendment;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.review.text.Mark;
import dev.headroom.review.text.Marker;
import dev.headroom.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of threads from head to head. */
class ConversationTest {
    private static final String OPEN = "sql.Open(\"pgx\", dsn)";
    private static final String CODE = "package main\n\nvar a = " + OPEN + "\nvar b = " + OPEN + "\n";
    private static final String OTHER = "services/combat/other.go";
    private static final Finding FIRST = at(PATH, 1, "a");
    private static final Finding SECOND = at(PATH, 2, "b");

    private final ReviewPlanner planner = new ReviewPlanner(Samples.PAGES);

    /** A finding about one of the calls in the code. */
    private static Finding at(String path, int occurrence, String fingerprint) {
        int start = occurrence == 1 ? CODE.indexOf(OPEN) : CODE.lastIndexOf(OPEN);
        Finding finding = Samples.finding(Severity.BLOCKER, "db-pool-unconfigured", fingerprint, path, occurrence + 2);
        return new Finding(
                finding.rule(),
                finding.severity(),
                finding.service(),
                new Place(path, start, start + OPEN.length(), occurrence + 2, 9, occurrence + 2, 30),
                finding.symbol(),
                finding.title(),
                finding.message(),
                finding.fix(),
                finding.fingerprint(),
                finding.related(),
                finding.properties());
    }

    private static Optional<byte[]> content(String path) {
        return Optional.of(file(path).content());
    }

    private static SourceFile file(String path) {
        return new SourceFile(path, CODE.getBytes(StandardCharsets.UTF_8));
    }

    private static OwnThread thread(String path, boolean resolved, boolean outdated, Finding... told) {
        List<Mark> marks = Arrays.stream(told)
                .map(finding -> Mark.of(finding, ConversationTest::content))
                .toList();
        return new OwnThread("T", "C", path, resolved, outdated, false, false, "Comment.\n\n" + Marker.findings(marks));
    }

    private static OwnThread saying(OwnThread thread, boolean discussed, String body) {
        return new OwnThread("T", "C", thread.path(), thread.resolved(), false, false, discussed, body);
    }

    private ReviewPlan plan(OwnThread thread, Analysis head) {
        return plan(thread, head, OwnReview.State.CHANGES_REQUESTED);
    }

    private ReviewPlan plan(OwnThread thread, Analysis head, OwnReview.State state) {
        String summary = Marker.summary() + "\n" + Marker.review("c".repeat(40));
        return planner.plan(new ReviewSubject(
                new PullRequestSnapshot(
                        Samples.PULL_REQUEST,
                        "PR_7",
                        true,
                        false,
                        HEAD,
                        Samples.BASE,
                        "main",
                        false,
                        false,
                        List.of(new OwnReview(1, "PRR_1", state, summary, Optional.empty())),
                        List.of(thread),
                        false,
                        ConfigurationFiles.NONE),
                Samples.comparison(
                        Samples.changed(PATH, "@@ -0,0 +1,4 @@\n+package main\n+\n+var a\n+var b"),
                        Samples.changed(OTHER, "@@ -0,0 +1,4 @@\n+package main\n+\n+var a\n+var b")),
                analysis(),
                head,
                true,
                Samples.inForce(RepositoryConfig.defaults()),
                List.of(),
                List.of(file(PATH), file(OTHER)),
                List.of()));
    }

    @Test
    void aFindingWhoseFunctionWasRenamedKeepsItsThread() {
        ReviewPlan plan = plan(thread(PATH, false, false, at(PATH, 1, "e")), analysis(FIRST));

        assertThat(plan.review()).isEmpty();
        assertThat(plan.amendments()).hasSize(1).first().isInstanceOf(Amendment.EditReview.class);
        assertThat(plan.amendments().getFirst())
                .satisfies(edit ->
                        assertThat(((Amendment.EditReview) edit).body()).doesNotContain("Without an open comment"));
    }

    @Test
    void whereItsThreadShowsOtherCodeTheSummaryTellsItsPlace() {
        ReviewPlan plan = plan(thread(PATH, false, true, at(PATH, 1, "e")), analysis(FIRST));

        assertThat(plan.review()).isEmpty();
        assertThat(((Amendment.EditReview) plan.amendments().getFirst()).body())
                .contains("Without an open comment:\n\n- **Blocker: Database pool has no limit** at `" + PATH + ":3`");
    }

    @Test
    void ofTwoTwinsOneIsTheMovedAndTheOtherIsNew() {
        ReviewPlan plan = plan(thread(PATH, false, false, at(PATH, 1, "e")), analysis(FIRST, SECOND));

        assertThat(plan.review().orElseThrow().comments()).hasSize(1);
    }

    @Test
    void aTwinOfWhatIsStillThereIsNew() {
        ReviewPlan plan = plan(thread(PATH, false, false, FIRST), analysis(FIRST, SECOND));

        assertThat(plan.review().orElseThrow().comments())
                .singleElement()
                .satisfies(told -> assertThat(told.findings()).containsExactly(SECOND));
    }

    @Test
    void aTwinInAnotherFileIsNewUnlessTheFileWasRenamed() {
        ReviewPlan copied = plan(thread(PATH, false, false, at(PATH, 1, "e")), analysis(at(OTHER, 1, "f")));
        assertThat(copied.review().orElseThrow().comments()).hasSize(1);
        assertThat(copied.amendments()).contains(new Amendment.ResolveThread("T"));

        OwnThread before = saying(
                thread("services/combat/gone.go", false, false),
                false,
                Marker.findings(List.of(Mark.of(at(PATH, 1, "e"), ConversationTest::content))));
        assertThat(plan(before, analysis(at(OTHER, 1, "f"))).review()).isEmpty();
    }

    @Test
    void whatIsGoneIsSaidOnceInTheComment() {
        OwnThread open = thread(PATH, false, false, FIRST);
        List<Amendment> first = plan(open, analysis()).amendments();
        assertThat(first)
                .startsWith(
                        new Amendment.ResolveThread("T"),
                        new Amendment.EditComment(
                                "C", "Fixed by " + HEAD + ". <!-- headroom:settled -->\n\n" + open.body()));

        String settled = ((Amendment.EditComment) first.get(1)).body();
        assertThat(plan(saying(thread(PATH, true, false), false, settled), analysis())
                        .amendments())
                .noneMatch(amendment -> amendment instanceof Amendment.EditComment);
        // Whoever opens it again has a reason.
        assertThat(plan(saying(open, false, settled), analysis()).amendments())
                .noneMatch(amendment -> amendment instanceof Amendment.ResolveThread);
    }

    @Test
    void nothingIsTouchedWhereAPersonTalksOrTheFileCouldNotBeRead() {
        OwnThread open = thread(PATH, false, false, FIRST);
        assertThat(plan(saying(open, true, open.body()), analysis()).amendments())
                .noneMatch(amendment ->
                        amendment.nodeId().equals("T") || amendment.nodeId().equals("C"));
        Analysis unread = new Analysis(List.of(), List.of(new SkippedFile(PATH, "too large")));
        assertThat(plan(open, unread).amendments())
                .noneMatch(amendment ->
                        amendment.nodeId().equals("T") || amendment.nodeId().equals("C"));
    }

    @Test
    void whatACommentSilencesIsNotCalledFixed() {
        Analysis silenced = analysis(List.of(new SuppressedFinding(FIRST, "an experiment")));

        assertThat(plan(thread(PATH, false, false, FIRST), silenced).amendments())
                .filteredOn(Amendment.EditComment.class::isInstance)
                .singleElement()
                .satisfies(edit -> assertThat(((Amendment.EditComment) edit).body())
                        .startsWith("Silenced by " + HEAD + ". <!-- headroom:settled -->"));
    }

    @Test
    void aThreadThatAPersonClosedStaysClosedAndTheSummaryTells() {
        ReviewPlan plan = plan(thread(PATH, true, false, FIRST), analysis(FIRST));

        assertThat(plan.review()).isEmpty();
        assertThat(plan.amendments()).hasSize(1);
        assertThat(((Amendment.EditReview) plan.amendments().getFirst()).body()).contains("Without an open comment:");
    }

    @Test
    void whatIsBackIsOpenedAgainOnce() {
        OwnThread settled = saying(
                thread(PATH, true, false),
                false,
                Marker.settled(thread(PATH, true, false, FIRST).body(), "Fixed by 1."));
        List<Amendment> amendments = plan(settled, analysis(FIRST)).amendments();

        String back = "Back as of " + HEAD + ". <!-- headroom:back -->\n\n"
                + thread(PATH, true, false, FIRST).body();
        assertThat(amendments).startsWith(new Amendment.ReopenThread("T"), new Amendment.EditComment("C", back));
        assertThat(plan(saying(thread(PATH, false, false), false, back), analysis(FIRST))
                        .amendments())
                .noneMatch(amendment ->
                        amendment instanceof Amendment.EditComment || amendment instanceof Amendment.ReopenThread);
    }

    @Test
    void aRequestThatAPersonDismissedIsNotMadeAgain() {
        assertThat(plan(thread(PATH, false, false, FIRST), analysis(FIRST), OwnReview.State.DISMISSED)
                        .review())
                .isEmpty();
    }

    @Test
    void marksOfOlderVersionsAreRead() {
        assertThat(Marker.findingsIn("<!-- headroom:finding aaaaaaaaaaaaaaaa -->"))
                .containsExactly(new Mark(new Fingerprint("aaaaaaaaaaaaaaaa"), ""));
    }
}
