package dev.headroom.campaign;

import static dev.headroom.campaign.Fleets.POOL;
import static dev.headroom.campaign.Fleets.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.campaign.book.CampaignRecord;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a campaign tells week by week. */
class CampaignCommentsTest extends CampaignInMemory {
    @Test
    void aPausedCampaignGoesOnWithItsHistoryOnly() {
        gitHub.push(service("auth", POOL));
        audit();
        book.steer(FLEET, CampaignRecord.Status.PAUSED);
        gitHub.push(service("auth"));
        audit();
        assertThat(gitHub.openTitles()).hasSize(2);
        assertThat(book.history(FLEET).latest().orElseThrow().blocked()).isEmpty();
    }

    @Test
    void commentsOnceAWeekForAYear() {
        gitHub.push(blocked(0, 8));
        for (int day = 0; day < 365; day++) {
            // Every sixth week another service is done, and the night's audit is followed by two pushes.
            for (int push = 0; push < 3; push++) {
                gitHub.push(blocked(Math.min(8, day / 42), 8));
                audit();
                now = now.plus(Duration.ofHours(8));
            }
        }
        List<String> comments = gitHub.titled(TRACKING).comments;
        assertThat(comments).hasSize(49).doesNotHaveDuplicates();
        assertThat(comments.stream().map(text -> text.lines().findFirst().orElseThrow()))
                .startsWith("<!-- headroom:week 2026-10 -->", "<!-- headroom:week 2026-11 -->")
                .doesNotHaveDuplicates();
        assertThat(comments.stream().filter(text -> text.contains("- Done (1): `s-0")))
                .hasSize(8);
        assertThat(comments.getLast())
                .contains("**8 of 8 services (100 %) are ready**, 1 more than on 31 January 2027.");
        assertThat(gitHub.calls.stream().filter("comments"::equals)).hasSize(49);
        assertThat(book.history(FLEET).days()).hasSize(366);
        // It was closed on the 337th day: 24 of them, spread evenly, with the first and the last.
        List<LocalDate> days = IntStream.range(0, 24)
                .mapToObj(i -> LocalDate.of(2026, 3, 2).plusDays(Math.round(i * 336 / 23.0)))
                .toList();
        assertThat(gitHub.titled(TRACKING).open).isFalse();
        assertThat(gitHub.titled(TRACKING).body)
                .contains(days.stream()
                        .map(day -> "\"" + day.toString().substring(2) + "\"")
                        .collect(Collectors.joining(", ", "x-axis [", "]")))
                .contains(days.stream()
                        .map(day -> Long.toString(8 - ChronoUnit.DAYS.between(days.getFirst(), day) / 42))
                        .collect(Collectors.joining(", ", "line [", "]")));
    }

    @Test
    void commentsOnceWhereverItBreaksOff() {
        for (boolean afterwards : new boolean[] {false, true}) {
            for (int call = 0; call < 8; call++) {
                GitHubInMemory fresh = new GitHubInMemory();
                book = new BookInMemory();
                now = Instant.parse("2026-03-02T08:00:00Z");
                fresh.push(blocked(0, 4));
                audit(fresh);
                now = now.plus(Duration.ofDays(7));
                fresh.push(blocked(1, 4));
                fresh.crash(call, afterwards);
                audit(fresh);
                audit(fresh);
                assertThat(fresh.titled(TRACKING).comments)
                        .as("call %s %s", call, afterwards)
                        .hasSize(1);
            }
        }
    }
}
