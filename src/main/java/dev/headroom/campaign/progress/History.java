package dev.headroom.campaign.progress;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The days of a campaign, the baseline first.
 *
 * @param baseline the first audit, which all progress is measured from: later ones of its day do not change it
 * @param days in order, at most one a day, as the last audit of each found it; days on which nothing was audited are left out
 */
public record History(Optional<Day> baseline, List<Day> days) {
    /** A history without a day. */
    public static final History EMPTY = new History(Optional.empty(), List.of());

    public History {
        days = days.stream().sorted(Comparator.comparing(Day::day)).toList();
    }

    /** The newest day. */
    public Optional<Day> latest() {
        return days.isEmpty() ? Optional.empty() : Optional.of(days.getLast());
    }

    /** How the fleet stood at the end of a day; the baseline for days before it. */
    public Optional<Day> on(LocalDate day) {
        return days.stream()
                .filter(each -> !each.day().isAfter(day))
                .reduce((first, second) -> second)
                .or(this::baseline);
    }

    /** The same history with what is known of a day now. */
    public History with(Day day) {
        List<Day> changed = new ArrayList<>(days);
        changed.removeIf(each -> each.day().equals(day.day()));
        changed.add(day);
        return new History(baseline.or(() -> Optional.of(day)), changed);
    }

    /** At most so many days, spread evenly, with the first and the last. */
    public List<Day> thinned(int most) {
        if (days.size() <= most) {
            return days;
        }
        List<Day> thinned = new ArrayList<>();
        for (int i = 0; i < most; i++) {
            thinned.add(days.get((int) Math.round((double) i * (days.size() - 1) / (most - 1))));
        }
        return thinned;
    }
}
