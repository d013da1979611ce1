package dev.headroom.campaign.page;

import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.audit.Share;
import dev.headroom.campaign.audit.Site;
import dev.headroom.campaign.book.AuditRecord;
import dev.headroom.campaign.book.CampaignRecord;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.progress.Forecast;
import dev.headroom.campaign.progress.History;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A campaign as people look at it: figures, the burndown, and those of the services that they ask for. */
public final class Dashboard {
    /** As many services are shown at once; the others are found with the filters. */
    public static final int MOST_ROWS = 300;

    private final AuditRecord record;
    private final CampaignRecord campaign;
    private final FleetAudit audit;
    private final History history;
    private final Map<String, IssueRecord> issues;
    private final LocalDate today;
    private final String address;

    /**
     * @param campaign what is known of its issue
     * @param issues of the services
     * @param address of the dashboard, for the links on it
     */
    public Dashboard(
            AuditRecord record,
            CampaignRecord campaign,
            History history,
            Map<String, IssueRecord> issues,
            LocalDate today,
            String address) {
        this.record = record;
        this.campaign = campaign;
        this.audit = record.audit();
        this.history = history;
        this.issues = Map.copyOf(issues);
        this.today = today;
        this.address = address;
    }

    /**
     * Which services are shown; an empty text means all.
     *
     * @param rule a rule's id: those that break it
     * @param state a state in lower case
     * @param search a part of the name
     */
    public record Filter(String tier, String rule, String state, String search) {
        /** Everything. */
        public static final Filter NONE = new Filter("", "", "", "");

        boolean shows(FleetMember service, FleetAudit audit) {
            return (tier.isEmpty() || service.tier().equals(tier))
                    && (rule.isEmpty() || service.verdict(rule) == Verdict.MISSING)
                    && (state.isEmpty()
                            || Dashboard.word(service.state(audit.rules())).equals(state))
                    && service.name().toLowerCase(Locale.ROOT).contains(search.toLowerCase(Locale.ROOT));
        }
    }

    /** A choice of a filter. */
    public record Choice(String value, String label) {}

    public String title() {
        return record.title();
    }

    /** The address of the dashboard itself. */
    public String address() {
        return address;
    }

    /** Where it stands, in one sentence. */
    public String summary() {
        Share ready = audit.ready();
        return ready.part() + " of " + Words.counted(ready.whole(), "service") + " are ready (" + ready.percent()
                + "), "
                + (ready.whole() - ready.part()) + " have a blocker, "
                + record.deadline().map(day -> "deadline " + Words.day(day)).orElse("no deadline") + ".";
    }

    /** What people want of the campaign, in one sentence. */
    public String status() {
        return switch (campaign.status()) {
            case IDLE -> "It was not started: `/headroom campaign start` in a comment starts it.";
            case ACTIVE -> "Its issues are kept up to date.";
            case PAUSED -> "It is paused: its issues stay as they are.";
            case STOPPED -> "It was stopped: its issues stay as they are.";
        };
    }

    /** The address of the tracking issue. */
    public Optional<String> tracking() {
        return campaign.tracking().map(number -> record.page() + "/issues/" + number);
    }

    /** When it will be done. */
    public String forecast() {
        return Forecast.of(history, today, record.deadline()).plain();
    }

    /** What was audited, and when. */
    public String audited() {
        return "Commit " + Markdown.shortSha(audit.commit()) + ", audited on "
                + Words.day(LocalDate.ofInstant(record.at(), ZoneOffset.UTC))
                + (audit.unread() > 0 ? "; " + Words.counted(audit.unread(), "file") + " could not be read" : "") + ".";
    }

    /** The burndown as an element of a page; empty before there are two days. */
    public Optional<String> burndown() {
        return BurndownChart.of(history, record.deadline()).map(BurndownChart::svg);
    }

    public List<Choice> tiers() {
        return audit.tiers().stream().map(tier -> new Choice(tier, tier)).toList();
    }

    public List<Choice> rules() {
        return Heatmap.columns(audit).stream()
                .map(rule -> new Choice(rule.id(), rule.id()))
                .toList();
    }

    public List<Choice> states() {
        return Stream.of(ServiceState.values())
                .map(state -> new Choice(word(state), state.words()))
                .toList();
    }

    private static String word(ServiceState state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** The services that a filter shows. */
    private List<FleetMember> services(Filter filter) {
        return audit.services().stream()
                .filter(service -> filter.shows(service, audit))
                .toList();
    }

    /** How many services a filter shows, in words. */
    public String counted(Filter filter) {
        int found = services(filter).size();
        int all = audit.services().size();
        String shown = found == all ? "All " + Words.counted(all, "service") : found + " of " + all + " services";
        return shown + (found > MOST_ROWS ? ", the first " + MOST_ROWS + " of them here" : "") + ".";
    }

    /** Services by rules as an element of a page. */
    public String heatmap(Filter filter) {
        List<AuditedRule> columns = Heatmap.columns(audit).stream()
                .filter(rule -> filter.rule().isEmpty() || rule.id().equals(filter.rule()))
                .toList();
        List<FleetMember> rows = services(filter).stream().limit(MOST_ROWS).toList();
        return new Heatmap(audit, columns, rows, new ToServices()).html();
    }

    /** The query of an address that shows the same services. */
    public String query(Filter filter) {
        return "?tier=" + CodeLinks.encoded(filter.tier()) + "&rule=" + CodeLinks.encoded(filter.rule()) + "&state="
                + CodeLinks.encoded(filter.state()) + "&search=" + CodeLinks.encoded(filter.search());
    }

    /** The places of the services that a filter shows. */
    public FleetTable places(Filter filter) {
        return FleetTable.places(audit, services(filter), filter.rule());
    }

    /** The days of the campaign. */
    public FleetTable days() {
        return FleetTable.history(history);
    }

    /** Rules lead to those that break them, services and their places to the page of the service. */
    private final class ToServices implements Heatmap.Links {
        @Override
        public Optional<String> rule(AuditedRule rule) {
            return Optional.of(address + "?rule=" + CodeLinks.encoded(rule.id()));
        }

        @Override
        public Optional<String> service(FleetMember service) {
            return Optional.of(address + "/service?name=" + CodeLinks.encoded(service.name()));
        }

        @Override
        public Optional<String> places(FleetMember service, AuditedRule rule, List<Site> sites) {
            return service(service).map(page -> page + "#" + rule.id());
        }
    }

    /**
     * A service on a page of its own.
     *
     * @param issue the number of its issue
     * @param broken the rules that it breaks, with the places
     * @param undecided the ids of rules that the code does not decide
     */
    public record ServicePage(
            String name,
            String root,
            String tier,
            String state,
            Optional<String> issue,
            List<BrokenRule> broken,
            List<String> undecided) {}

    /** A rule that a service breaks; no places where they lie in a package shared with another service. */
    public record BrokenRule(String id, String title, String severity, List<PlacePage> places) {}

    /** A place in the code. */
    public record PlacePage(String place, Optional<String> address, String message, Optional<String> fix) {}

    /** A service; empty where there is none of this name. */
    public Optional<ServicePage> service(String name) {
        return audit.service(name).map(this::page);
    }

    private ServicePage page(FleetMember service) {
        CodeLinks links = new CodeLinks(record.page(), audit.commit());
        List<BrokenRule> broken = new ArrayList<>();
        for (AuditedRule rule : service.broken(audit.rules(), any -> true)) {
            broken.add(new BrokenRule(
                    rule.id(),
                    rule.title(),
                    rule.severity().word(),
                    service.sites(rule).stream()
                            .map(site -> new PlacePage(site.place(), links.address(site), site.message(), site.fix()))
                            .toList()));
        }
        return new ServicePage(
                service.name(),
                service.root(),
                service.tier(),
                service.state(audit.rules()).words(),
                Optional.ofNullable(issues.get(service.name()))
                        .flatMap(IssueRecord::number)
                        .map(number -> record.page() + "/issues/" + number),
                broken,
                audit.rules().stream()
                        .map(AuditedRule::id)
                        .filter(rule -> service.verdict(rule) == Verdict.UNKNOWN)
                        .toList());
    }
}
