package dev.headroom.campaign.text;

import dev.headroom.analysis.finding.Sha256;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.audit.Share;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.tracker.CampaignMarker;
import dev.headroom.campaign.tracker.IssueBody;
import dev.headroom.rule.Severity;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the tracking issue of a campaign. */
public final class CampaignText {
    /** GitHub takes 65,536 characters. */
    static final int LARGEST = 60_000;

    /** For marks, headings of tiers and what counts the services left out. */
    private static final int RESERVE = 6_000;

    private static final int LONGEST_TITLE = 120;
    private static final int MOST_TEMPLATES = 12;
    private static final int LONGEST_TEMPLATE = 2_000;
    private static final int MOST_LIBRARIES = 20;

    private final Campaign campaign;
    private final FleetAudit audit;

    public CampaignText(Campaign campaign) {
        this.campaign = campaign;
        this.audit = campaign.audit();
    }

    /** The body of an issue that is new, of at most 60,000 bytes: services that there is no room for are counted. */
    public String body() {
        return issue().text();
    }

    /** The body as it is kept up to date. */
    public IssueBody issue() {
        int others = Markdown.bytes(compose(""));
        String content = compose(new TierTables(campaign).markdown(LARGEST - RESERVE - others));
        return new IssueBody(CampaignMarker.tracking(), content + "\n\n" + updated(), Sha256.hex(content));
    }

    private String compose(String tiers) {
        RuleTables tables = new RuleTables(audit);
        ProgressText progress = new ProgressText(campaign);
        List<String> parts = new ArrayList<>();
        parts.add(CONTROLS);
        parts.add("## Summary\n\n" + summary());
        parts.add("## Blockers\n\nA service with one of these does not go to the next stage.\n\n" + tables.blockers());
        parts.add("## Warnings\n\n" + tables.warnings());
        parts.add("## Services as a whole\n\n" + tables.wholeServices());
        parts.add("## Progress\n\n" + progress.markdown());
        parts.add("## Services by tier\n\n" + tiers);
        parts.add("## Phases\n\n" + progress.phases());
        templates().ifPresent(text -> parts.add("## Templates of the fixes\n\n" + text));
        parts.add("## Success criteria\n\n" + criteria());
        parts.add(RISKS);
        parts.add(LOCALLY);
        return String.join("\n\n", parts);
    }

    private static final String CONTROLS = """
            **Controls**, as a comment here by people with write access: `/headroom campaign pause` leaves everything as \
            it is, `/headroom campaign start` goes on, `/headroom campaign stop` ends it; `/headroom campaign fix SERVICE` or `fix RULE` \
            opens pull requests with the safe fixes. This text is kept up to date by \
            Headroom; what you write below the line at its end is kept.""";

    private static final String RISKS = """
            ## Risks and rollback

            - **Order of fields**: another order changes the bytes of what is encoded from a struct, and breaks literals \
            without field names. Such structs are told apart; run the tests of the services that read the data.
            - **Pool sizes**: a pool that is too large takes the database's connections, replicas × pool size; one that is \
            too small makes requests wait. Compare with the limit of the database, and watch the pool's metrics after the \
            deployment.
            - **Deadlines**: a deadline that is too short turns slow answers into errors. Begin with the P99 of the call.
            - **Rollback**: merge the fixes of each service in a pull request of its own. Revert the one that hurts: the \
            service's issue opens again by itself.""";

    private static final String LOCALLY = """
            ## Run it on your machine

            ```sh
            headroom check services/NAME          # one service
            headroom check services/NAME --fix    # with all fixes that are safe
            headroom campaign .                   # this text
            ```""";

    private String summary() {
        Share ready = audit.ready();
        int blocked = ready.whole() - ready.part();
        List<String> lines = new ArrayList<>();
        lines.add("**" + new Share(blocked, ready.whole()).ofServices() + " " + (blocked == 1 ? "has" : "have")
                + " at least one blocker.** " + ready.part() + " " + Words.are(ready.part()) + " ready, "
                + audit.in(ServiceState.CLEAN).size() + " of them without warnings.");
        worst().ifPresent(lines::add);
        lines.add("");
        lines.add("- **Owner**: "
                + campaign.config()
                        .owner()
                        .orElse("nobody yet; name one as `campaign.owner` in `.github/headroom.yml`"));
        campaign.deadline().ifPresent(day -> lines.add("- **Deadline**: " + Words.day(day)));
        lines.add("- **Forecast**: " + campaign.forecast().sentence());
        if (audit.unread() > 0) {
            lines.add("- " + Words.counted(audit.unread(), "file") + " could not be read and "
                    + Words.are(audit.unread()) + " not judged.");
        }
        libraries().ifPresent(lines::add);
        campaign.notes().forEach(note -> lines.add("- " + note));
        return String.join("\n", lines);
    }

    /** The blocker that most services have. */
    private Optional<String> worst() {
        return audit.rules().stream()
                .filter(rule -> rule.severity() == Severity.BLOCKER)
                .max((a, b) -> Integer.compare(audit.count(a, Verdict.MISSING), audit.count(b, Verdict.MISSING)))
                .filter(rule -> audit.count(rule, Verdict.MISSING) > 0)
                .map(rule -> "The most widespread is " + Markdown.code(rule.id()) + ", in "
                        + Words.counted(audit.count(rule, Verdict.MISSING), "service") + ".");
    }

    private Optional<String> libraries() {
        List<String> names = audit.libraries().stream()
                .filter(library -> library.state(audit.rules()) != ServiceState.CLEAN)
                .map(library -> Markdown.code(library.name()))
                .toList();
        if (names.isEmpty()) {
            return Optional.empty();
        }
        int more = names.size() - MOST_LIBRARIES;
        return Optional.of("- Not counted, packages that no service imports: "
                + names.stream().limit(MOST_LIBRARIES).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "") + ".");
    }

    private Optional<String> templates() {
        String text = audit.rules().stream()
                .filter(rule -> rule.severity() == Severity.BLOCKER && audit.count(rule, Verdict.MISSING) > 0)
                .flatMap(rule -> rule.templates().stream()
                        .filter(template -> template.code().length() <= LONGEST_TEMPLATE)
                        .map(template -> "**" + Markdown.text(template.title(), LONGEST_TITLE) + "** ("
                                + Markdown.code(rule.id()) + ")\n\n" + Markdown.block("go", template.code())))
                .limit(MOST_TEMPLATES)
                .collect(Collectors.joining("\n\n"));
        return text.isEmpty()
                ? Optional.empty()
                : Optional.of(Markdown.details("With the settings of this repository, to be adapted by hand", text)
                        + "\n\n`headroom check --fix` writes those that are safe.");
    }

    private String criteria() {
        Share ready = audit.ready();
        return Stream.of(
                        task(ready.part() == ready.whole(), "no service has a blocker"),
                        task(
                                audit.wastedBytes() == 0,
                                "no struct of a service wastes memory by the order of its fields"),
                        "- P99 below 30 ms on hot paths, memory within 10 % of the optimum",
                        "- 50,000 to 100,000 and more concurrent users, 30,000 and more requests a second, in the load test")
                .collect(Collectors.joining("\n"));
    }

    private static String task(boolean done, String text) {
        return "- " + (done ? "✅ " : "⬜ ") + text;
    }

    private String updated() {
        String commit = campaign.links().commitLink();
        return "_Last updated on " + Words.day(campaign.today()) + (commit.isEmpty() ? "" : " at " + commit) + "._";
    }
}
