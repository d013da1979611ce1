package dev.headroom.campaign.page;

import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.Share;
import dev.headroom.campaign.audit.Site;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.page.Html;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.List;
import java.util.Optional;

/** Writes one page, free of other files and of the network, that shows a fleet: services by rules, and the burndown. */
public final class FleetPage {
    private final Campaign campaign;
    private final FleetAudit audit;

    public FleetPage(Campaign campaign) {
        this.campaign = campaign;
        this.audit = campaign.audit();
    }

    /** The page, in UTF-8. */
    public String html() {
        Share ready = audit.ready();
        String updated = "As of " + Words.day(campaign.today())
                + (audit.commit().isEmpty() ? "" : ", commit " + Markdown.shortSha(audit.commit()));
        return PageFrame.of(campaign.title(), """
                <header>
                <h1>%s</h1>
                <p class="lead"><strong>%s</strong> of %s are ready (%s).
                %s have a blocker, %s. %s</p>
                </header>
                <main>
                %s
                %s
                </main>
                """.formatted(
                Html.text(campaign.title()),
                ready.part(),
                Words.counted(ready.whole(), "service"),
                Html.text(ready.percent()),
                ready.whole() - ready.part(),
                campaign.deadline().map(day -> "deadline " + Words.day(day)).orElse("no deadline"),
                Html.text(updated),
                burndown(),
                heatmap()));
    }

    private String burndown() {
        return BurndownChart.of(campaign.history(), campaign.deadline())
                .map(chart -> """
                        <h2>Burndown</h2>
                        <p>%s</p>
                        %s
                        """.formatted(Html.text(campaign.forecast().plain()), chart.svg()))
                .orElse("");
    }

    private String heatmap() {
        return """
                <h2 id="fleet">Services and rules</h2>
                %s
                <p><label>Search <input type="search" id="q" autocomplete="off" placeholder="service, tier or rule"></label>
                <output id="n" aria-live="polite"></output></p>
                <div class="scroll tall" role="region" aria-labelledby="fleet" tabindex="0">
                %s
                </div>""".formatted(
                Heatmap.LEGEND, new Heatmap(audit, Heatmap.columns(audit), audit.services(), new ToTheCode()).html());
    }

    /** A count leads to the first of its places, where the code can be linked to. */
    private final class ToTheCode implements Heatmap.Links {
        @Override
        public Optional<String> rule(AuditedRule rule) {
            return Optional.empty();
        }

        @Override
        public Optional<String> service(FleetMember service) {
            return Optional.empty();
        }

        @Override
        public Optional<String> places(FleetMember service, AuditedRule rule, List<Site> sites) {
            return sites.stream().findFirst().flatMap(campaign.links()::address);
        }
    }
}
