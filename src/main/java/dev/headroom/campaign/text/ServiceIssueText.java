package dev.headroom.campaign.text;

import dev.headroom.analysis.finding.Sha256;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.Site;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.tracker.CampaignMarker;
import dev.headroom.campaign.tracker.IssueBody;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import dev.headroom.text.Markdown;
import dev.headroom.text.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the issue of one service: what is to be corrected, where, and how. */
public final class ServiceIssueText {
    private static final int MOST_BYTES = 50_000;
    private static final int MOST_BYTES_A_RULE = 8_000;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_MESSAGE = 500;
    private static final int LONGEST_SYMBOL = 80;
    private static final int LONGEST_ISSUE_TITLE = 200;
    private static final int MOST_OWNERS = 5;

    private final Campaign campaign;
    private final FleetMember service;
    private final List<AuditedRule> rules;

    public ServiceIssueText(Campaign campaign, FleetMember service) {
        this.campaign = campaign;
        this.service = service;
        this.rules = campaign.audit().rules();
    }

    /** The title, plain text. */
    public static String title(String service) {
        return Markdown.plain(service, LONGEST_ISSUE_TITLE) + ": remove what keeps it from production load";
    }

    /** The body of the issue of a service that nothing blocks any more. */
    public static IssueBody done(Campaign campaign, String service) {
        String content = "Nothing keeps " + Markdown.code(service) + " from the next stage any more.";
        String commit = campaign.links().commitLink();
        String since = commit.isEmpty() ? "" : "\n\n_Closed with " + commit + "._";
        return new IssueBody(CampaignMarker.service(service), content + since, Sha256.hex(content));
    }

    /** The body, with links to the audit's commit. */
    public IssueBody issue() {
        String footer = footer();
        String content = content(campaign.links()) + (footer.isEmpty() ? "" : "\n\n" + footer);
        return new IssueBody(CampaignMarker.service(service.name()), content, Sha256.hex(content(CodeLinks.NONE)));
    }

    private String content(CodeLinks links) {
        List<String> parts = new ArrayList<>();
        parts.add(head());
        int room = MOST_BYTES;
        for (Section section : sections()) {
            String text = section.text(links, room);
            room -= Markdown.bytes(text);
            parts.add(text);
        }
        undecided().ifPresent(parts::add);
        parts.add(byMachine());
        return String.join("\n\n", parts);
    }

    private String byMachine() {
        return """
                ## How to correct it

                %s as a comment here opens a pull request with all fixes that are safe, for people with write access. \
                %s on your machine makes the same changes: read them, run the tests and open a pull request. \
                To keep a place as it is, put `//headroom:ignore RULE reason` on the line above it. This issue closes by itself \
                with the commit that removes the last blocker.""".formatted(
                        Markdown.code("/headroom campaign fix " + service.name()),
                        Markdown.code("headroom check " + shell(service.root()) + " --fix"));
    }

    private static String shell(String root) {
        return root.isEmpty() ? "." : root.matches("[A-Za-z0-9._/-]+") ? root : "'" + root.replace("'", "'\\''") + "'";
    }

    private String head() {
        List<AuditedRule> blockers = broken(Severity.BLOCKER);
        List<AuditedRule> warnings = broken(Severity.WARNING);
        String tier = "Tier: **" + Markdown.text(service.tier(), LONGEST_TITLE) + "**";
        String phase = campaign.phase(service)
                .map(first -> " · Phase: **" + Markdown.text(first.name(), LONGEST_TITLE) + "**, due "
                        + Words.day(first.due()))
                .orElse("");
        String count = blockers.isEmpty()
                ? "No blocker is left."
                : "**" + Words.counted(blockers.size(), "blocker") + "** "
                        + (blockers.size() == 1 ? "keeps" : "keep") + " " + Markdown.code(service.name())
                        + " from the next stage"
                        + (warnings.isEmpty()
                                ? "."
                                : ", and there are " + Words.counted(warnings.size(), "warning") + ".");
        return count + "\n\n" + tier + phase + owners();
    }

    /** As code, which notifies nobody: those who can be assigned are. */
    private String owners() {
        List<String> owners = campaign.owners().of(service);
        String more = owners.size() > MOST_OWNERS ? " and " + (owners.size() - MOST_OWNERS) + " more" : "";
        return owners.isEmpty()
                ? ""
                : " · Owners: "
                        + owners.stream().limit(MOST_OWNERS).map(Markdown::code).collect(Collectors.joining(", "))
                        + more;
    }

    private List<AuditedRule> broken(Severity severity) {
        return service.broken(rules, rule -> rule.severity() == severity);
    }

    private List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Blockers", service.broken(rules, rule -> rule.severity() == Severity.BLOCKER)));
        sections.add(new Section("Warnings", service.broken(rules, rule -> rule.is(Severity.WARNING, Scope.SITE))));
        sections.add(new Section(
                "What the service lacks as a whole",
                service.broken(rules, rule -> rule.scope() == Scope.SERVICE && rule.severity() != Severity.BLOCKER)));
        sections.removeIf(section -> section.rules().isEmpty());
        return sections;
    }

    /** Rules of one weight. */
    private final class Section {
        private final String heading;
        private final List<AuditedRule> broken;

        Section(String heading, List<AuditedRule> broken) {
            this.heading = heading;
            this.broken = broken;
        }

        List<AuditedRule> rules() {
            return broken;
        }

        String text(CodeLinks links, int room) {
            List<String> parts = new ArrayList<>();
            parts.add("## " + heading);
            int left = room;
            int told = 0;
            for (AuditedRule rule : broken) {
                String part = part(rule, links, Math.min(left, MOST_BYTES_A_RULE));
                left -= Markdown.bytes(part);
                if (left < 0) {
                    break;
                }
                parts.add(part);
                told++;
            }
            if (told < broken.size()) {
                parts.add("and " + Words.counted(broken.size() - told, "rule") + " more");
            }
            return String.join("\n\n", parts);
        }
    }

    private String part(AuditedRule rule, CodeLinks links, int room) {
        List<Site> sites = service.sites(rule);
        String docs = rule.docs()
                .flatMap(address -> Markdown.link("Documentation", address))
                .map(link -> " " + link + ".")
                .orElse("");
        String places = sites.isEmpty()
                ? "- in a package that it shares with another service, whose issue names the place"
                : Markdown.list(sites, room, site -> line(site, links));
        return "### " + Markdown.text(rule.title(), LONGEST_TITLE) + " (" + Markdown.code(rule.id()) + ")\n\n"
                + Markdown.text(rule.impact(), LONGEST_MESSAGE) + docs + "\n\n" + places;
    }

    private static String line(Site site, CodeLinks links) {
        String symbol =
                site.symbol().isEmpty() ? "" : " in " + Markdown.code(Markdown.plain(site.symbol(), LONGEST_SYMBOL));
        String fix = site.fix()
                .map(title -> " **Fix**: " + Markdown.text(title, LONGEST_TITLE)
                        + (site.safe() ? "." : ", which is to be read before it is applied."))
                .orElse("");
        return links.place(site) + symbol + ": " + Markdown.text(site.message(), LONGEST_MESSAGE) + fix;
    }

    /** The blockers that the code leaves open. */
    private Optional<String> undecided() {
        String rulesLeft = rules.stream()
                .filter(rule -> rule.severity() == Severity.BLOCKER)
                .filter(rule -> service.verdict(rule.id()) == Verdict.UNKNOWN)
                .map(rule -> Markdown.code(rule.id()))
                .collect(Collectors.joining(", "));
        return rulesLeft.isEmpty()
                ? Optional.empty()
                : Optional.of("Cannot be decided from the code, and does not block: " + rulesLeft + ".");
    }

    private String footer() {
        String commit = campaign.links().commitLink();
        return commit.isEmpty() ? "" : "_As of " + commit + "._";
    }
}
