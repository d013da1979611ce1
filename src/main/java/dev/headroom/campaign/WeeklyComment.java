package dev.headroom.campaign;

import dev.headroom.review.Markdown;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Writes what became of a campaign in the week that ends today. */
final class WeeklyComment {
    private static final int MOST_NAMES = 40;

    private final Campaign campaign;

    WeeklyComment(Campaign campaign) {
        this.campaign = campaign;
    }

    /** The mark of the comment about the week of a day, of which there is one. */
    static String marker(LocalDate day) {
        return "<!-- headroom:week %d-%02d -->"
                .formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }

    String text() {
        LocalDate today = campaign.today();
        History history = campaign.history();
        Day now = history.latest().orElseGet(() -> Day.of(today, campaign.audit()));
        Day before = history.on(today.minusDays(7)).orElse(now);
        Set<String> done = without(before.blocked(), now.blocked());
        Set<String> blocked = without(now.blocked(), before.blocked());
        Set<String> regressed = new TreeSet<>(blocked);
        regressed.removeIf(service -> !wasBlocked(history, service, before.day()));
        List<String> parts = new ArrayList<>();
        parts.add(marker(today));
        parts.add("### The week up to " + Words.day(today));
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
                ? "as many as a week ago"
                : Math.abs(more) + (more > 0 ? " more" : " fewer") + " than a week ago";
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
