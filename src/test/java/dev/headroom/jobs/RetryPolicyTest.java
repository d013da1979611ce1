package dev.headroom.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Work;
import dev.headroom.jobs.RetryPolicy.Verdict;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.GitHubFailure.Kind;
import dev.headroom.repository.RepositoryRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final RetryPolicy policy = RetryPolicy.STANDARD;

    @ParameterizedTest
    @CsvSource({"0, 10", "1, 20", "2, 40", "5, 320", "6, 600", "10, 600"})
    void waitsLongerAfterEachFailure(int failures, long seconds) {
        assertThat(judge(new GitHubFailure(Kind.TRANSIENT, "502"), failures, 0)).isEqualTo(again(seconds));
        assertThat(judge(new GitHubFailure(Kind.TRANSIENT, "502"), failures, 1))
                .isEqualTo(new Verdict.Again(NOON.plusMillis(seconds * 1_250)));
    }

    @Test
    void givesUpAnOutageAfterAnHourOrSo() {
        assertThat(judge(new GitHubFailure(Kind.TRANSIENT, "502"), 11, 0)).isEqualTo(new Verdict.GiveUp());
    }

    @Test
    void givesUpADefectSoon() {
        assertThat(judge(new IllegalStateException("boom"), 0, 0)).isEqualTo(again(10));
        assertThat(judge(new StackOverflowError(), 2, 0)).isEqualTo(new Verdict.GiveUp());
    }

    @Test
    void waitsForTheEndOfALimit() {
        assertThat(judge(limitedUntil(NOON.plusSeconds(300)), 0, 0)).isEqualTo(again(300));
        assertThat(judge(limitedUntil(NOON.plusSeconds(300)), 40, 0)).isEqualTo(again(300));
        assertThat(judge(limitedUntil(NOON.minusSeconds(300)), 0, 0)).isEqualTo(again(10));
    }

    @Test
    void waitsAMinuteAndThenLongerForALimitWithoutAnEnd() {
        GitHubFailure limited = new GitHubFailure(Kind.RATE_LIMITED, "403");

        assertThat(judge(limited, 0, 0)).isEqualTo(again(60));
        assertThat(judge(limited, 1, 0)).isEqualTo(again(120));
        assertThat(judge(limited, 50, 0)).isEqualTo(again(600));
    }

    @Test
    void losesPatienceWithALimit() {
        Instant later = NOON.plus(Duration.ofHours(6)).plusSeconds(1);

        assertThat(policy.judge(limitedUntil(later.plusSeconds(60)), assignment(0), later, 0))
                .isEqualTo(new Verdict.GiveUp());
    }

    @ParameterizedTest
    @EnumSource(names = {"NOT_FOUND", "UNAUTHORIZED"})
    void endsWhereThereIsNothingMoreToDo(Kind kind) {
        assertThat(judge(new GitHubFailure(kind, "gone"), 0, 0)).isEqualTo(new Verdict.Gone());
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "FORBIDDEN"})
    void leavesToAPersonWhatARepetitionCannotMend(Kind kind) {
        assertThat(judge(new GitHubFailure(kind, "no"), 0, 0)).isEqualTo(new Verdict.GiveUp());
    }

    private static GitHubFailure limitedUntil(Instant end) {
        return new GitHubFailure(Kind.RATE_LIMITED, "429", Optional.of(end), null);
    }

    private static Verdict again(long seconds) {
        return new Verdict.Again(NOON.plusSeconds(seconds));
    }

    private Verdict judge(Throwable failure, int failures, double jitter) {
        return policy.judge(failure, assignment(failures), NOON, jitter);
    }

    private static Assignment assignment(int failures) {
        PullRequestRef ref = new PullRequestRef(new RepositoryRef(5, "acme", "widget"), 7);
        return new Assignment(new Work.ReviewPullRequest(ref, false), 1, failures, "d-1", NOON);
    }
}
