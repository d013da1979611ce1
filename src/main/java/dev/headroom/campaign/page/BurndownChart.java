package dev.headroom.campaign.page;

import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Draws services with blockers by day, and the straight way to the deadline. */
public final class BurndownChart {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 220;
    private static final int LEFT = 40;
    private static final int TOP = 12;
    private static final int BOTTOM = 28;
    private static final int MOST_POINTS = 400;

    private final List<Day> days;
    private final LocalDate first;
    private final LocalDate due;
    private final long span;
    private final int most;

    private BurndownChart(List<Day> days, LocalDate due) {
        LocalDate last = days.getLast().day();
        this.days = days;
        this.due = due;
        this.first = days.getFirst().day();
        this.span = Math.max(1, ChronoUnit.DAYS.between(first, due.isAfter(last) ? due : last));
        this.most = Math.max(
                1, days.stream().mapToInt(day -> day.blocked().size()).max().orElse(1));
    }

    /** The chart of a history; none before there are two days. */
    public static Optional<BurndownChart> of(History history, Optional<LocalDate> deadline) {
        List<Day> days = history.thinned(MOST_POINTS);
        return days.size() < 2
                ? Optional.empty()
                : Optional.of(
                        new BurndownChart(days, deadline.orElse(days.getLast().day())));
    }

    /** The chart as an element of a page. */
    public String svg() {
        String points =
                days.stream().map(day -> point(day.day(), day.blocked().size())).collect(Collectors.joining(" "));
        Day baseline = days.getFirst();
        int left = days.getLast().blocked().size();
        int bottom = TOP + HEIGHT;
        return """
                <svg viewBox="0 0 %d %d" width="%d" role="img" aria-label="Services with blockers: %d on %s, %d on %s">
                <line x1="%d" y1="%d" x2="%d" y2="%d" stroke="var(--line)"/>
                <line x1="%d" y1="%d" x2="%d" y2="%d" stroke="var(--line)"/>
                <text x="4" y="%d">%d</text><text x="4" y="%d">0</text>
                <text x="%d" y="%d">%s</text><text x="%d" y="%d" text-anchor="end">%s</text>
                <polyline points="%s %s" fill="none" stroke="var(--soft)" stroke-dasharray="4 4"/>
                <polyline points="%s" fill="none" stroke="var(--blue)" stroke-width="2"/>
                </svg>
                """.formatted(
                        LEFT + WIDTH + 8,
                        bottom + BOTTOM,
                        LEFT + WIDTH + 8,
                        baseline.blocked().size(),
                        baseline.day(),
                        left,
                        days.getLast().day(),
                        LEFT,
                        TOP,
                        LEFT,
                        bottom,
                        LEFT,
                        bottom,
                        LEFT + WIDTH,
                        bottom,
                        TOP + 8,
                        most,
                        bottom,
                        LEFT,
                        bottom + 20,
                        first,
                        LEFT + WIDTH,
                        bottom + 20,
                        first.plusDays(span),
                        point(first, baseline.blocked().size()),
                        point(due, 0),
                        points);
    }

    private String point(LocalDate day, double services) {
        double x = LEFT + (double) WIDTH * ChronoUnit.DAYS.between(first, day) / span;
        double y = TOP + HEIGHT * (1 - services / most);
        return String.format(Locale.ENGLISH, "%.1f,%.1f", x, y);
    }
}
