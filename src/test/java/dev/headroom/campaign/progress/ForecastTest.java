package dev.headroom.campaign.progress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.campaign.audit.Share;
import dev.headroom.campaign.text.WeeklyCommentTest;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private static final LocalDate TODAY = LocalDate.parse("2026-03-16");

    @Test
    void goesOnAtThePaceOfTheLastWeeks() {
        History history = WeeklyCommentTest.history(
                "2026-01-05",
                "auth bank combat mail quest shop",
                "2026-02-16",
                "auth bank combat mail",
                "2026-03-16",
                "auth bank");
        Forecast forecast = Forecast.of(history, TODAY, Optional.of(LocalDate.parse("2026-05-01")));
        assertThat(forecast.sentence())
                .isEqualTo("At the present pace of 0.5 services a week the last blocker is gone on 13 April 2026.");
        assertThat(forecast.atRisk()).isFalse();
    }

    @Test
    void saysThatTheDeadlineIsAtRisk() {
        History history = WeeklyCommentTest.history("2026-02-16", "auth bank combat mail", "2026-03-16", "auth bank");
        assertThat(Forecast.of(history, TODAY, Optional.of(LocalDate.parse("2026-04-01")))
                        .sentence())
                .isEqualTo("At the present pace of 0.5 services a week the last blocker is gone on 13 April 2026."
                        + " **The deadline, 1 April 2026, is at risk.**");
    }

    @Test
    void foretellsNothingWhereNothingMoves() {
        History history = WeeklyCommentTest.history("2026-02-16", "auth", "2026-03-16", "auth bank");
        assertThat(Forecast.of(history, TODAY, Optional.of(LocalDate.parse("2026-03-15")))
                        .sentence())
                .isEqualTo("In the last weeks no service was added to those that are ready, so no end can be foretold."
                        + " **The deadline, 15 March 2026, has passed.**");
    }

    @Test
    void waitsForTheFirstWeek() {
        History history = WeeklyCommentTest.history("2026-03-12", "auth bank", "2026-03-16", "auth");
        assertThat(Forecast.of(history, TODAY, Optional.empty()).sentence())
                .isEqualTo("The pace can be told after the first week.");
        assertThat(Forecast.of(History.EMPTY, TODAY, Optional.empty()).sentence())
                .isEqualTo("No service has a blocker.");
    }

    @Test
    void aPercentageIsWholeOnlyWhereEverythingOrNothingIs() {
        assertThat(new Share(85, 89).ofServices()).isEqualTo("85 of 89 services (96 %)");
        assertThat(new Share(81, 89).percent()).isEqualTo("91 %");
        assertThat(new Share(78, 89).percent()).isEqualTo("88 %");
        assertThat(new Share(999, 1_000).percent()).isEqualTo(">99 %");
        assertThat(new Share(1, 1_000).percent()).isEqualTo("<1 %");
        assertThat(new Share(0, 0).percent()).isEqualTo("100 %");
    }
}
