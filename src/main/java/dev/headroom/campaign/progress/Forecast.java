package dev.headroom.campaign.progress;

import dev.headroom.text.Words;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * When the last service will be without blockers, at the pace of the last four weeks.
 *
 * @param left services with blockers
 * @param perWeek how many services lost their blockers a week; empty before there is a week to judge by
 * @param finish the day it would be over; empty without a pace that leads there
 * @param deadline the day it should be over
 */
public record Forecast(
        int left, Optional<Double> perWeek, Optional<LocalDate> finish, Optional<LocalDate> deadline, LocalDate today) {
    private static final int WEEK = 7;
    private static final int WINDOW_DAYS = 4 * WEEK;
    /** Days further away than this nobody can foretell. */
    private static final long HORIZON_DAYS = 3_650;

    /** The forecast on a day. */
    public static Forecast of(History history, LocalDate today, Optional<LocalDate> deadline) {
        int left = history.latest().map(day -> day.blocked().size()).orElse(0);
        Optional<LocalDate> first = history.baseline().map(Day::day);
        long known = first.map(day -> ChronoUnit.DAYS.between(day, today)).orElse(0L);
        if (left == 0 || known < WEEK) {
            return new Forecast(left, Optional.empty(), Optional.empty(), deadline, today);
        }
        long days = Math.min(known, WINDOW_DAYS);
        int before = history.on(today.minusDays(days)).orElseThrow().blocked().size();
        double perDay = (double) (before - left) / days;
        Optional<LocalDate> finish = perDay > 0 && left / perDay < HORIZON_DAYS
                ? Optional.of(today.plusDays((long) Math.ceil(left / perDay)))
                : Optional.empty();
        return new Forecast(left, Optional.of(perDay * WEEK), finish, deadline, today);
    }

    /** Whether the deadline will not be met at this pace, or was not. */
    public boolean atRisk() {
        if (left == 0 || deadline.isEmpty()) {
            return false;
        }
        LocalDate due = deadline.get();
        return due.isBefore(today)
                || (perWeek.isPresent()
                        && finish.filter(day -> !day.isAfter(due)).isEmpty());
    }

    /** The sentences without marks of Markdown. */
    public String plain() {
        return sentence().replace("**", "");
    }

    /** One or two sentences, in Markdown. */
    public String sentence() {
        if (left == 0) {
            return "No service has a blocker.";
        }
        String due = deadline.map(Words::day).orElse("");
        String risk = atRisk()
                ? deadline.filter(day -> day.isBefore(today)).isPresent()
                        ? " **The deadline, " + due + ", has passed.**"
                        : " **The deadline, " + due + ", is at risk.**"
                : "";
        if (perWeek.isEmpty()) {
            return "The pace can be told after the first week." + risk;
        }
        double pace = perWeek.get();
        if (pace <= 0) {
            return "In the last weeks no service was added to those that are ready, so no end can be foretold." + risk;
        }
        String words = String.format(Locale.ENGLISH, "%.1f", pace);
        return finish.map(day -> "At the present pace of " + words + " services a week the last blocker is gone on "
                        + Words.day(day) + "." + risk)
                .orElseGet(() -> "At the present pace of " + words + " services a week the end is years away." + risk);
    }
}
