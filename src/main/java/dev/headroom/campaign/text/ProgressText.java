package dev.headroom.campaign.text;

import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.Share;
import dev.headroom.campaign.progress.Burndown;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.Phase;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far a campaign has come: by tier and phase against the baseline, as a chart, and when it will be over. */
final class ProgressText {
    private static final int MOST_POINTS = 24;
    private static final int MOST_ROWS = 20;
    private static final int LONGEST_NAME = 80;

    private final Campaign campaign;
    private final FleetAudit audit;

    ProgressText(Campaign campaign) {
        this.campaign = campaign;
        this.audit = campaign.audit();
    }

    String markdown() {
        List<String> parts = new ArrayList<>();
        parts.add(readiness());
        burndown().ifPresent(parts::add);
        parts.add(campaign.forecast().sentence());
        return String.join("\n\n", parts);
    }

    private String readiness() {
        Day now = Day.of(campaign.today(), audit);
        Day baseline = campaign.history().baseline().orElse(now);
        List<String> lines = new ArrayList<>();
        lines.add(Words.row(List.of("Ready", Words.day(baseline.day()), "Now")));
        lines.add("|---|--:|--:|");
        lines.add(Words.row(List.of("**All services**", shown(baseline.ready()), "**" + shown(now.ready()) + "**")));
        List<String> tiers = audit.tiers();
        tiers.stream()
                .limit(MOST_ROWS)
                .forEach(tier -> lines.add(Words.row(List.of(
                        Markdown.text(tier, LONGEST_NAME), shown(baseline.ready(tier)), shown(now.ready(tier))))));
        long before = baseline.wastedBytes();
        long wasted = now.wastedBytes();
        lines.add(Words.row(
                List.of("Bytes that struct layouts waste, a value of each", Words.bytes(before), Words.bytes(wasted))));
        return String.join("\n", lines);
    }

    private static String shown(Share ready) {
        return ready.whole() == 0 ? "–" : ready.part() + " of " + ready.whole() + " (" + ready.percent() + ")";
    }

    /** Services with blockers by day, and the straight way to the deadline; empty before there are two days. */
    private Optional<String> burndown() {
        List<Day> days = campaign.history().thinned(MOST_POINTS);
        if (days.size() < 2) {
            return Optional.empty();
        }
        int most = days.stream().mapToInt(day -> day.blocked().size()).max().orElse(0);
        String labels = days.stream()
                .map(day -> "\"" + day.day().toString().substring(2) + "\"")
                .collect(Collectors.joining(", "));
        String actual =
                days.stream().map(day -> Integer.toString(day.blocked().size())).collect(Collectors.joining(", "));
        String plan = campaign.deadline()
                .map(due -> "    line [" + Burndown.plan(days, due) + "]\n")
                .orElse("");
        String caption = plan.isEmpty() ? "" : " The straight line leads to the deadline.";
        return Optional.of(Markdown.block("mermaid", """
                xychart-beta
                    title "Services with blockers"
                    x-axis [%s]
                    y-axis "Services" 0 --> %d
                    line [%s]
                %s""".formatted(labels, Math.max(1, most), actual, plan))
                + "\n\nServices with blockers by day."
                + caption);
    }

    /** The phases, each with what is left in it and its last day. */
    String phases() {
        List<Phase> phases = campaign.phases();
        List<String> lines = new ArrayList<>();
        lines.add(Words.row(List.of("Phase (milestone)", "What", "Done", "Due")));
        lines.add("|---|---|--:|---|");
        phases.stream().limit(MOST_ROWS).forEach(phase -> lines.add(row(phase)));
        if (phases.size() > MOST_ROWS) {
            lines.add("\nand " + Words.counted(phases.size() - MOST_ROWS, "phase") + " more");
        }
        phases.stream()
                .filter(phase -> !phase.services().isEmpty())
                .forEach(phase -> lines.add("\n" + services(phase)));
        return String.join("\n", lines);
    }

    /** The services that a phase is about and no other, in the order in which they are worked on. */
    private String services(Phase phase) {
        return "**" + Markdown.text(phase.name(), LONGEST_NAME) + "**: "
                + audit.services().stream()
                        .filter(service -> phase.services().contains(service.name()))
                        .map(service -> (phase.concerns(service) ? "⬜ " : "✅ ") + Markdown.code(service.name()))
                        .collect(Collectors.joining(", "));
    }

    private String row(Phase phase) {
        Share done = phase.done(audit);
        String rules = phase.rules().stream()
                .sorted()
                .limit(MOST_ROWS)
                .map(Markdown::cell)
                .collect(Collectors.joining(", "));
        boolean late = done.part() < done.whole() && phase.due().isBefore(campaign.today());
        return Words.row(List.of(
                Markdown.text(phase.name(), LONGEST_NAME),
                rules,
                done.whole() == 0 ? "" : done.part() + " of " + Words.counted(done.whole(), "service"),
                Words.day(phase.due()) + (late ? ", **late**" : "")));
    }
}
