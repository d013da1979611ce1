package dev.headroom.campaign.text;

import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Writes what became of a campaign in the last full week, from Monday to Sunday: each day is told of once. */
public final class WeeklyComment {
    private static final int MOST_NAMES = 40;

    private final Campaign campaign;
    private final LocalDate sunday;

    public WeeklyComment(Campaign campaign) {
        this.campaign = campaign;
        this.sunday = campaign.today().with(TemporalAdjusters.previous(DayOfWeek.SUNDAY));
    }

    /** The week that is told of, as the ISO counts them. */
    public String week() {
        return "%d-%02d"
                .formatted(sunday.get(IsoFields.WEEK_BASED_YEAR), sunday.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    /** The mark of the comment about the week, of which there is one. */
    public String marker() {
        return "<!-- headroom:week " + week() + " -->";
    }

    /** Whether there is something to tell: not of a fleet that was ready and is, nor before there are days to compare. */
    public boolean due(String toldWeek) {
        History history = campaign.history();
        boolean comparable =
                history.baseline().filter(day -> day.day().isBefore(sunday)).isPresent();
        return comparable
                && !week().equals(toldWeek)
                && Stream.of(before(), now()).anyMatch(day -> !day.blocked().isEmpty());
    }

    private Day before() {
        return on(sunday.minusWeeks(1));
    }

    private Day now() {
        return on(sunday);
    }

    private Day on(LocalDate day) {
        return campaign.history().on(day).orElseGet(() -> Day.of(campaign.today(), campaign.audit()));
    }

    public String text() {
        History history = campaign.history();
        Day now = now();
        Day before = before();
        Set<String> done = without(before.blocked(), now.blocked());
        Set<String> blocked = without(now.blocked(), before.blocked());
        Set<String> regressed = new TreeSet<>(blocked);
        regressed.removeIf(service -> !wasBlocked(history, service, before.day()));
        List<String> parts = new ArrayList<>();
        parts.add(marker());
        parts.add("### The week up to " + Words.day(sunday));
        parts.add("**" + now.ready().ofServices() + " are ready**, " + change(now, before) + ".");
        List<String> lines = new ArrayList<>();
        lines.add(line("Done", done));
        lines.add(line("New with blockers", without(blocked, regressed)));
        lines.add(line("Regressed: were done, have blockers again", regressed));
        parts.add(String.join("\n", lines));
        parts.add(campaign.forecast().sentence());
        return String.join("\n\n", parts);
    }

    private static boolean wasBlocked(History history, String service, LocalDate until) {
        return history.days().stream()
                .filter(day -> !day.day().isAfter(until))
                .anyMatch(day -> day.blocked().contains(service));
    }

    private static Set<String> without(Collection<String> all, Collection<String> others) {
        Set<String> left = new TreeSet<>(all);
        left.removeAll(others);
        return left;
    }

    private static String change(Day now, Day before) {
        int more = now.ready().part() - before.ready().part();
        return more == 0
                ? "as many as on " + Words.day(before.day())
                : Math.abs(more) + (more > 0 ? " more" : " fewer") + " than on " + Words.day(before.day());
    }

    private static String line(String what, Set<String> services) {
        if (services.isEmpty()) {
            return "- " + what + ": none";
        }
        String names = String.join(
                ", ", services.stream().limit(MOST_NAMES).map(Markdown::code).toList());
        int more = services.size() - MOST_NAMES;
        return "- " + what + " (" + services.size() + "): " + names + (more > 0 ? " and " + more + " more" : "");
    }
}
