package dev.headroom.review.delta;

import static dev.headroom.review.Samples.PATH;
import static dev.headroom.review.Samples.analysis;
import static dev.headroom.review.Samples.blocker;
import static dev.headroom.review.Samples.diff;
import static dev.headroom.review.Samples.finding;
import static dev.headroom.review.Samples.warning;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.repository.ChangedFile;
import dev.headroom.review.Samples;
import dev.headroom.rule.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingDeltaTest {

    private static ChangedFile with(String patch) {
        return Samples.changed(PATH, patch);
    }

    @Test
    void sortsIntoIntroducedExistingAndFixed() {
        FindingDelta delta = FindingDelta.between(
                analysis(blocker("a", 10), blocker("b", 20)),
                analysis(warning("c", 5), blocker("a", 13), blocker("d", 30)),
                diff(with("@@ -1,1 +1,4 @@\n a\n+b\n+c\n+d")));

        assertThat(delta.introduced()).containsExactly(blocker("d", 30), warning("c", 5));
        assertThat(delta.existing()).containsExactly(blocker("a", 13));
        assertThat(delta.fixed()).containsExactly(blocker("b", 20));
    }

    @Test
    void equalFingerprintsAreCounted() {
        FindingDelta delta = FindingDelta.between(
                analysis(blocker("a", 10)),
                analysis(blocker("a", 11), blocker("a", 12)),
                diff(with("@@ -1 +1 @@\n-a\n+b")));

        assertThat(delta.introduced()).hasSize(1);
        assertThat(delta.existing()).hasSize(1);
        assertThat(delta.fixed()).isEmpty();
    }

    @Test
    void theLineThatWasThereBeforeIsTheOldOne() {
        // The same line was put in ahead of an old one, which makes the old one the second of its kind.
        Finding inserted = blocker("a", 2);
        Finding old = blocker("b", 3);

        FindingDelta delta = FindingDelta.between(
                analysis(blocker("a", 2)), analysis(inserted, old), diff(with("@@ -1,2 +1,3 @@\n a\n+x\n x")));

        assertThat(delta.introduced()).containsExactly(inserted);
        assertThat(delta.existing()).containsExactly(old);
    }

    @Test
    void anUntouchedLineStaysOldWhenItsServiceIsRenamed() {
        Finding before = finding(Severity.BLOCKER, "db-pool-unconfigured", "a", "services/old/db.go", 4);
        Finding after = finding(Severity.BLOCKER, "db-pool-unconfigured", "b", "services/new/db.go", 4);
        ChangedFile renamed = new ChangedFile(
                "services/new/db.go",
                Optional.of("services/old/db.go"),
                ChangedFile.Status.RENAMED,
                "1",
                Optional.empty());

        FindingDelta delta = FindingDelta.between(analysis(before), analysis(after), diff(renamed));

        assertThat(delta.introduced()).isEmpty();
        assertThat(delta.existing()).containsExactly(after);
        assertThat(delta.fixed()).isEmpty();
    }

    @Test
    void aPoolThatLostItsLimitElsewhereIsIntroduced() {
        FindingDelta delta = FindingDelta.between(
                analysis(),
                analysis(blocker("a", 4)),
                diff(Samples.changed("services/combat/tune.go", "@@ -1 +0,0 @@\n-x")));

        assertThat(delta.introduced()).containsExactly(blocker("a", 4));
    }

    @Test
    void silencedIsNotFixed() {
        SuppressedFinding silenced = new SuppressedFinding(blocker("a", 4), "one replica only");

        FindingDelta delta = FindingDelta.between(analysis(blocker("a", 4)), analysis(List.of(silenced)), diff());
        assertThat(delta.fixed()).isEmpty();
        assertThat(delta.silenced()).containsExactly(silenced);

        FindingDelta later = FindingDelta.between(analysis(List.of(silenced)), analysis(List.of(silenced)), diff());
        assertThat(later.silenced()).isEmpty();
    }

    @Test
    void ofAFileThatOneSideCouldNotReadNothingIsNewOrGone() {
        Analysis unread = new Analysis(List.of(), List.of(new SkippedFile(PATH, "nested too deep")));

        assertThat(FindingDelta.between(unread, analysis(blocker("a", 4)), diff())
                        .introduced())
                .isEmpty();
        assertThat(FindingDelta.between(analysis(blocker("a", 4)), unread, diff())
                        .fixed())
                .isEmpty();
    }
}
