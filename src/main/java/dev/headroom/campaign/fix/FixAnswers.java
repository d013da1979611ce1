package dev.headroom.campaign.fix;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.campaign.audit.AuditedRule;
import dev.headroom.campaign.audit.AuditedTree;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.tracker.IssueTracker;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.rule.NearestName;
import dev.headroom.text.Markdown;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What becomes of comments that ask for pull requests with fixes: what is wanted, and one answer each. */
public final class FixAnswers {
    private static final int ROOM = 8_000;
    /** The clocks of GitHub and of this machine need not agree. */
    private static final Duration DRIFT = Duration.ofHours(1);

    private final IssueTracker tracker;
    private final FixBook book;
    private final RepositoryRef repository;
    private final AuditedTree tree;
    private final FixPullRequests pulls;
    private final Map<FixRequest, List<String>> asked = new LinkedHashMap<>();

    public FixAnswers(
            IssueTracker tracker, FixBook book, RepositoryRef repository, AuditedTree tree, FixPullRequests pulls) {
        this.tracker = tracker;
        this.book = book;
        this.repository = repository;
        this.tree = tree;
        this.pulls = pulls;
    }

    /** Notes what is wanted. */
    public void take() {
        for (FixRequest request : book.requests(repository)) {
            Optional<FleetMember> service = service(request.target());
            List<String> services = service.map(one -> List.of(one.name())).orElseGet(() -> breaking(request.target()));
            Set<String> rules = service.isPresent() ? Set.of() : Set.of(request.target());
            services.forEach(name -> pulls.want(name, rules));
            asked.put(request, services);
        }
    }

    /** A service by its name or its folder. */
    private Optional<FleetMember> service(String target) {
        String folder = target.endsWith("/") ? target.substring(0, target.length() - 1) : target;
        return tree.audit()
                .service(target)
                .or(() -> tree.audit().services().stream()
                        .filter(service -> service.root().equals(folder))
                        .findFirst());
    }

    /** The services with a place that a rule could fix safely. */
    private List<String> breaking(String rule) {
        Set<String> fixable = tree.analysis().findings().stream()
                .filter(finding -> finding.rule().equals(rule))
                .filter(finding ->
                        finding.fix().isPresent() && finding.fix().get().safe())
                .map(Finding::service)
                .collect(Collectors.toSet());
        return tree.audit().services().stream()
                .map(FleetMember::name)
                .filter(fixable::contains)
                .toList();
    }

    /** Answers each of them once, below where it was asked. */
    public void answer() {
        asked.forEach((request, services) -> {
            String mark = "<!-- headroom:fix " + request.mark() + " -->";
            if (!tracker.commented(
                    repository, request.issue(), mark, request.askedAt().minus(DRIFT))) {
                tracker.comment(repository, request.issue(), mark + "\n" + text(request.target(), services));
            }
            book.answered(repository, request);
        });
    }

    private String text(String target, List<String> services) {
        if (!services.isEmpty()) {
            return Markdown.list(services, ROOM, service -> Markdown.code(service) + ": " + state(service));
        }
        List<String> rules = tree.audit().rules().stream().map(AuditedRule::id).toList();
        if (rules.contains(target)) {
            return "No service has a place of " + Markdown.code(target) + " that can be fixed safely.";
        }
        List<String> known = Stream.concat(tree.audit().services().stream().map(FleetMember::name), rules.stream())
                .toList();
        return "There is no service and no rule " + Markdown.code(target)
                + Markdown.text(NearestName.hint(target, known), ROOM);
    }

    private String state(String service) {
        FixRecord fix = pulls.fixes().get(service);
        return switch (fix.state()) {
            case WAITING, OPENING ->
                "waits; " + tree.config().campaign().fix().atOnce()
                        + " pull requests are open at most, and none while the campaign rests";
            case OPEN -> "#" + fix.number().orElseThrow();
            case DONE ->
                fix.number().map(number -> "#" + number + ", which is closed").orElse("done");
            case NOTHING -> "nothing in it can be fixed safely";
            case REFUSED -> "GitHub does not let Headroom write the branch or open the pull request";
        };
    }
}
