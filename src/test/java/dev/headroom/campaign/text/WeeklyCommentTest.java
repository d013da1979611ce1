package dev.headroom.campaign.text;

import static dev.headroom.campaign.Fleets.POOL;
import static dev.headroom.campaign.Fleets.audit;
import static dev.headroom.campaign.Fleets.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.campaign.Fleets;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import dev.headroom.config.CampaignConfig;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

public class WeeklyCommentTest {
    private static final List<String> NAMES = List.of("auth", "bank", "combat", "mail", "quest", "shop");

    @Test
    void tellsWhatWasDoneAndWhatCameBack() {
        History history =
                history("2026-03-01", "auth bank combat mail", "2026-03-08", "bank combat", "2026-03-15", "auth shop");
        assertThat(new WeeklyComment(on("2026-03-16", history, "auth shop")).text())
                .isEqualTo("""
                <!-- headroom:week 2026-11 -->

                ### The week up to 15 March 2026

                **4 of 6 services (67 %) are ready**, as many as on 8 March 2026.

                - Done (2): `bank`, `combat`
                - New with blockers (1): `shop`
                - Regressed: were done, have blockers again (1): `auth`

                At the present pace of 0.9 services a week the last blocker is gone on 31 March 2026.""");
    }

    @Test
    void aYearOfWeeks() {
        History history = History.EMPTY;
        List<String> changes = new ArrayList<>();
        LocalDate start = LocalDate.parse("2026-01-05");
        for (int week = 0; week <= 53; week++) {
            // Every thirteenth week one of the four is done, and nothing else happens.
            String blocked = String.join(" ", NAMES.subList(0, 4 - Math.min(4, week / 13)));
            LocalDate day = start.plusWeeks(week);
            history = history.with(Day.of(day, audit(blocked(blocked))));
            String text = new WeeklyComment(on(day.toString(), history, blocked)).text();
            text.lines().filter(line -> line.startsWith("- Done (")).forEach(changes::add);
        }
        assertThat(changes)
                .containsExactly(
                        "- Done (1): `mail`", "- Done (1): `combat`", "- Done (1): `bank`", "- Done (1): `auth`");
        assertThat(history.thinned(5).stream().map(day -> day.blocked().size())).containsExactly(4, 3, 2, 1, 0);
        assertThat(Stream.of("2026-01-05", "2026-12-28", "2027-01-03", "2027-01-04")
                        .map(day -> new WeeklyComment(on(day, history(day, "auth"), "auth")).marker()))
                .containsExactly(
                        "<!-- headroom:week 2026-01 -->",
                        "<!-- headroom:week 2026-52 -->",
                        "<!-- headroom:week 2026-52 -->",
                        "<!-- headroom:week 2026-53 -->");
    }

    /** @param days a day and the services that were blocked then, in turns */
    public static History history(String... days) {
        History history = History.EMPTY;
        for (int i = 0; i < days.length; i += 2) {
            history = history.with(Day.of(LocalDate.parse(days[i]), audit(blocked(days[i + 1]))));
        }
        return history;
    }

    private static ServiceReport[] blocked(String names) {
        Set<String> blocked = Set.of(names.split(" "));
        return NAMES.stream()
                .map(name -> blocked.contains(name) ? service(name, POOL) : service(name))
                .toArray(ServiceReport[]::new);
    }

    private static Campaign on(String day, History history, String names) {
        CampaignConfig standard = CampaignConfig.defaults();
        CampaignConfig config = new CampaignConfig(
                standard.mode(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.of(LocalDate.parse("2026-04-01")),
                Optional.empty(),
                List.of(),
                List.of(),
                standard.fix());
        return Campaign.planned(audit(blocked(names)), history, config, LocalDate.parse(day), Fleets.LINKS);
    }
}
