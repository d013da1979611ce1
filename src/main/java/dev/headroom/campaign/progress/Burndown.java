package dev.headroom.campaign.progress;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The straight way from the baseline to the deadline. */
public final class Burndown {
    private Burndown() {}

    /** How many services may have blockers on each of the days, with one decimal, for a chart. */
    public static String plan(List<Day> days, LocalDate due) {
        return days.stream()
                .map(day -> String.format(Locale.ENGLISH, "%.1f", planned(days.getFirst(), day.day(), due)))
                .collect(Collectors.joining(", "));
    }

    /** How many services may have blockers on a day. */
    static double planned(Day baseline, LocalDate day, LocalDate due) {
        long whole = ChronoUnit.DAYS.between(baseline.day(), due);
        long left = ChronoUnit.DAYS.between(day, due);
        if (whole <= 0 || left <= 0) {
            return 0;
        }
        return (double) baseline.blocked().size() * left / whole;
    }
}
