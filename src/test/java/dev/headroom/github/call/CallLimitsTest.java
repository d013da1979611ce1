package dev.headroom.github.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.headroom.delivery.LedgerUnavailable;
import dev.headroom.delivery.SharedLimits;
import dev.headroom.delivery.Turn;
import dev.headroom.github.MovableClock;
import dev.headroom.github.StubbedGitHub;
import dev.headroom.repository.GitHubFailure;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CallLimitsTest {
    private static final ApiRequest GET = ApiRequest.get("/repos/{owner}/{repo}", "acme", "widget");
    private static final ApiRequest QUERY = ApiRequest.graphQl(new byte[0], ApiRequest.Effect.READ);
    private static final ApiRequest WRITE =
            ApiRequest.write("POST", "/repos/{owner}/{repo}/check-runs", new byte[0], "acme", "widget");

    private final MovableClock clock = new MovableClock(StubbedGitHub.START);
    private final List<Duration> pauses = new ArrayList<>();
    private final CallLimits limits = limits(SharedLimits.ALONE);

    private CallLimits limits(SharedLimits shared) {
        return new CallLimits(
                77,
                shared,
                clock,
                pause -> {
                    pauses.add(pause);
                    clock.advance(pause);
                },
                Duration.ofSeconds(1),
                2);
    }

    private static ApiResponse answer(ApiRequest request, int status, Map<String, String> headers) {
        Map<String, List<String>> values =
                headers.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> List.of(e.getValue())));
        return new ApiResponse(request, status, HttpHeaders.of(values, (name, value) -> true), new byte[0]);
    }

    private Instant in(long seconds) {
        return clock.instant().plusSeconds(seconds);
    }

    private GitHubFailure failure(ApiRequest request) {
        return StubbedGitHub.failure(() -> limits.check(request));
    }

    @Test
    void anExhaustedResourceFailsAtOnceUntilItsReset() {
        limits.observe(answer(
                GET,
                200,
                Map.of(
                        "x-ratelimit-remaining", "0",
                        "x-ratelimit-reset", Long.toString(in(600).getEpochSecond()),
                        "x-ratelimit-resource", "core")));

        assertThat(failure(GET)).hasMessage("""
                GitHub's rate limit holds back GET /repos/{owner}/{repo} until 2026-03-01T12:10:00Z.""");
        assertThat(failure(GET).kind()).isEqualTo(GitHubFailure.Kind.RATE_LIMITED);
        assertThat(failure(GET).retryAt()).contains(in(600));
        assertThatCode(() -> limits.check(QUERY)).doesNotThrowAnyException();
        clock.advance(Duration.ofMinutes(10));
        assertThatCode(() -> limits.check(GET)).doesNotThrowAnyException();
    }

    @Test
    void aSecondaryLimitHoldsBackEverything() {
        GitHubFailure refused = limits.refused(answer(GET, 403, Map.of("retry-after", "30")));

        assertThat(refused.retryAt()).contains(in(30));
        assertThat(failure(QUERY).retryAt()).contains(in(30));
        assertThat(failure(WRITE).retryAt()).contains(in(30));
        clock.advance(Duration.ofSeconds(30));
        assertThatCode(() -> limits.check(WRITE)).doesNotThrowAnyException();
    }

    @Test
    void withoutATimeTheWaitIsAMinuteAndGrowsUntilAnAnswerComes() {
        for (long seconds : new long[] {60, 120, 240, 480, 960, 1920, 3600, 3600}) {
            assertThat(limits.refused(answer(GET, 403, Map.of())).retryAt()).contains(in(seconds));
            clock.advance(Duration.ofSeconds(seconds));
        }
        limits.observe(answer(GET, 200, Map.of()));
        assertThat(limits.refused(answer(GET, 429, Map.of())).retryAt()).contains(in(60));
    }

    @Test
    void anAnswerAlreadyUnderWayDoesNotEndARunOfRefusals() {
        limits.refused(answer(GET, 403, Map.of()));
        limits.observe(answer(GET, 200, Map.of()));
        clock.advance(Duration.ofSeconds(60));
        assertThat(limits.refused(answer(GET, 403, Map.of())).retryAt()).contains(in(120));
    }

    @Test
    void aShorterWaitDoesNotShortenALongerOne() {
        limits.refused(answer(GET, 403, Map.of("retry-after", "300")));
        assertThat(limits.refused(answer(GET, 403, Map.of("retry-after", "5"))).retryAt())
                .contains(in(300));
    }

    @Test
    void writesKeepTheirPaceAndReadsDoNotWait() {
        List<Instant> writes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            limits.inTurn(WRITE, () -> {
                writes.add(clock.instant());
                clock.advance(Duration.ofMillis(200));
                return answer(WRITE, 201, Map.of());
            });
            limits.inTurn(GET, () -> answer(GET, 200, Map.of()));
        }
        assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(1));
        assertThat(writes)
                .containsExactly(
                        StubbedGitHub.START,
                        StubbedGitHub.START.plusMillis(1200),
                        StubbedGitHub.START.plusMillis(2400));
    }

    @Test
    void aWriteUnderALimitFailsInsteadOfWaitingForItsTurn() {
        limits.inTurn(WRITE, () -> answer(WRITE, 201, Map.of()));
        limits.refused(answer(WRITE, 403, Map.of("retry-after", "30")));

        GitHubFailure failure = StubbedGitHub.failure(() -> limits.inTurn(WRITE, () -> answer(WRITE, 201, Map.of())));

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.RATE_LIMITED);
        assertThat(pauses).isEmpty();
    }

    @Test
    void aReadAboveTheCapWaits() {
        CallLimits one = new CallLimits(77, SharedLimits.ALONE, clock, clock::advance, Duration.ZERO, 1);
        AtomicReference<GitHubFailure> second = new AtomicReference<>();
        one.inTurn(GET, () -> {
            Thread waiting = Thread.startVirtualThread(() ->
                    second.set(StubbedGitHub.failure(() -> one.inTurn(GET, () -> answer(GET, 200, Map.of())))));
            while (waiting.getState() != Thread.State.WAITING && waiting.isAlive()) {
                Thread.onSpinWait();
            }
            waiting.interrupt();
            joined(waiting);
            return answer(GET, 200, Map.of());
        });

        assertThat(second.get()).hasMessage("GET /repos/{owner}/{repo} was interrupted.");
        assertThat(one.inTurn(GET, () -> answer(GET, 200, Map.of())).successful())
                .isTrue();
    }

    @Test
    void aReadKnowsOfALimitThatAnotherProcessMetSomeSecondsAgo() {
        Blackboard board = new Blackboard();
        CallLimits here = limits(board);
        CallLimits there = limits(board);
        here.inTurn(GET, () -> answer(GET, 200, Map.of()));
        here.check(GET);

        there.refused(answer(GET, 403, Map.of("retry-after", "30")));
        there.observe(answer(
                QUERY,
                200,
                Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", Long.toString(in(600).getEpochSecond()))));

        assertThatCode(() -> here.check(GET)).doesNotThrowAnyException();
        clock.advance(Duration.ofSeconds(5));
        assertThat(StubbedGitHub.failure(() -> here.check(GET)).retryAt()).contains(in(25));
        clock.advance(Duration.ofSeconds(25));
        assertThatCode(() -> here.check(GET)).doesNotThrowAnyException();
        assertThat(StubbedGitHub.failure(() -> here.check(QUERY)).retryAt()).contains(in(570));
        assertThat(board.questions).as("in 30 seconds, however many reads").isEqualTo(3);
    }

    @Test
    void aWriteWaitsUntilTheOtherProcessHasWritten() {
        Blackboard board = new Blackboard();
        board.refusals = 3;
        board.pause = Duration.ofMillis(700);

        limits(board).inTurn(WRITE, () -> answer(WRITE, 201, Map.of()));

        assertThat(pauses)
                .containsExactly(
                        Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(100), Duration.ofMillis(700));
        assertThat(board.ended).containsExactly(Duration.ofSeconds(1));
    }

    @Test
    void nothingIsWrittenWhileTheDatabaseDoesNotSayWhoWrites() {
        Blackboard board = new Blackboard();
        board.away = true;

        GitHubFailure failure = StubbedGitHub.failure(() -> limits(board).inTurn(WRITE, () -> {
            throw new AssertionError("sent");
        }));

        assertThat(failure.kind()).isEqualTo(GitHubFailure.Kind.TRANSIENT);
        assertThat(failure).hasMessage("""
                POST /repos/{owner}/{repo}/check-runs was not sent, because the database does not say whether others write.""");
    }

    @Test
    void nothingIsWrittenInATurnThatAnotherProcessHasTakenOver() {
        GitHubFailure failure = Turn.during(
                () -> true,
                () -> StubbedGitHub.failure(() -> limits.inTurn(WRITE, () -> {
                    throw new AssertionError("sent");
                })));

        assertThat(failure).hasMessage("""
                POST /repos/{owner}/{repo}/check-runs was not sent, because another process may do the same by now.""");
    }

    /** What processes have in common, without a database. */
    private static final class Blackboard implements SharedLimits {
        private final Map<String, Instant> told = new HashMap<>();
        private final List<Duration> ended = new ArrayList<>();
        private int questions;
        private int refusals;
        private Duration pause = Duration.ZERO;
        private boolean away;

        @Override
        public Optional<Duration> takeTurn(long installationId, Duration lease) {
            if (away) {
                throw new LedgerUnavailable(new IllegalStateException("away"), true);
            }
            return refusals-- > 0 ? Optional.empty() : Optional.of(pause);
        }

        @Override
        public void endTurn(long installationId, Duration pace) {
            ended.add(pace);
        }

        @Override
        public void tell(long installationId, String resource, Instant until) {
            told.put(resource, until);
        }

        @Override
        public Map<String, Instant> told(long installationId) {
            questions++;
            return told;
        }
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
