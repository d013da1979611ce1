package dev.headroom.campaign;

import dev.headroom.campaign.CampaignPlan.Step;
import dev.headroom.campaign.audit.FleetMember;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.book.IssueRecord;
import dev.headroom.campaign.book.IssueRecord.State;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.Phase;
import dev.headroom.campaign.text.ServiceIssueText;
import dev.headroom.campaign.tracker.CampaignMarker;
import dev.headroom.campaign.tracker.IssueBody;
import dev.headroom.campaign.tracker.IssueChange;
import dev.headroom.campaign.tracker.IssueDraft;
import dev.headroom.campaign.tracker.IssueTracker;
import dev.headroom.campaign.tracker.OwnIssues;
import dev.headroom.campaign.tracker.TrackedIssue;
import dev.headroom.repository.RepositoryRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Carries the plan of one campaign out. It may break off at any call and be run again: what is about to be opened is
 * noted first, and an issue that was noted is looked for by its mark before it is opened.
 */
final class CampaignPublisher {
    private final IssueTracker tracker;
    private final CampaignBook book;
    private final RepositoryRef repository;
    private final Campaign campaign;
    private final OwnIssues own;
    private final TrackingIssue tracking;
    private final ServiceGroups groups;
    private final Map<String, IssueRecord> issues;
    private final Map<IssueChange, Consumer<Boolean>> amendments = new LinkedHashMap<>();
    private int opened;
    private int changes;

    CampaignPublisher(IssueTracker tracker, CampaignBook book, RepositoryRef repository, Campaign campaign) {
        this.tracker = tracker;
        this.book = book;
        this.repository = repository;
        this.campaign = campaign;
        this.own = new OwnIssues(tracker, repository);
        this.tracking = new TrackingIssue(tracker, book, repository, campaign, own);
        this.issues = new TreeMap<>(book.issues(repository));
        this.groups = new ServiceGroups(campaign, issues);
    }

    /** Brings the issues up to date and returns how many were opened, edited or closed. */
    int publish(CampaignPlan plan) {
        tracking.prepare();
        Set<Integer> wanted = wanted(plan);
        Map<Integer, TrackedIssue> current = wanted.isEmpty() ? Map.of() : tracker.read(repository, wanted);
        if (!tracking.stands(current)) {
            return 0;
        }
        plan.steps().forEach(step -> take(step, current));
        changedGroups().forEach(group -> changeGroup(group, current));
        nest();
        putOnProject();
        Map<String, Integer> numbers = new HashMap<>();
        issues.forEach((service, issue) -> issue.number().ifPresent(number -> numbers.put(service, number)));
        tracking.telling(numbers).ifPresent(telling -> {
            amend(telling.edit(), _ -> tracking.told(telling));
            changes++;
        });
        carryOut();
        tracking.tellWeek();
        return changes;
    }

    private void amend(IssueChange change, Consumer<Boolean> done) {
        amendments.put(change, done);
    }

    /** Most changes go together: they are noted only when GitHub has them, and are no other when they are made once more. */
    private void carryOut() {
        if (!amendments.isEmpty()) {
            Set<IssueChange> refused = tracker.amend(repository, List.copyOf(amendments.keySet()));
            amendments.forEach((change, done) -> done.accept(!refused.contains(change)));
        }
    }

    private Set<Integer> wanted(CampaignPlan plan) {
        Set<Integer> numbers = new TreeSet<>();
        tracking.record().tracking().ifPresent(numbers::add);
        plan.steps(Step.Tell.class).forEach(step -> step.issue().number().ifPresent(numbers::add));
        plan.steps(Step.Close.class).forEach(step -> step.issue().number().ifPresent(numbers::add));
        changedGroups().forEach(group -> issues.get(group).number().ifPresent(numbers::add));
        return numbers;
    }

    private List<String> changedGroups() {
        return issues.keySet().stream()
                .filter(ServiceGroups::isGroup)
                .filter(group -> issues.get(group).is(groups.open(group) ? State.CLOSED : State.OPEN))
                .toList();
    }

    private void changeGroup(String group, Map<Integer, TrackedIssue> current) {
        IssueRecord issue = issues.get(group);
        TrackedIssue now = issue.number().map(current::get).orElse(null);
        if (now == null || now.unwanted()) {
            keep(group, issue.in(State.LEFT));
            return;
        }
        boolean open = groups.open(group);
        changes++;
        amend(
                new IssueChange.Edit(now, now.body(), open),
                _ -> keep(group, issues.get(group).in(open ? State.OPEN : State.CLOSED)));
    }

    private void take(Step step, Map<Integer, TrackedIssue> current) {
        switch (step) {
            case Step.Open(FleetMember service) -> open(service);
            case Step.Tell(FleetMember service, IssueRecord issue) -> change(service, issue, current, true);
            case Step.Close(FleetMember service, IssueRecord issue) -> change(service, issue, current, false);
        }
    }

    private void open(FleetMember service) {
        Optional<TrackedIssue> before = openedBefore(service.name());
        if (before.isPresent()) {
            adopt(service, before.get());
            return;
        }
        IssueBody body = new ServiceIssueText(campaign, service).issue();
        TrackedIssue opened = tracker.open(
                repository,
                new IssueDraft(
                        ServiceIssueText.title(service.name()),
                        body.text(),
                        campaign.config().labels(),
                        milestone(service),
                        campaign.assignees(service)));
        changes++;
        this.opened++;
        keep(service.name(), IssueRecord.of(opened).telling(body.digest()).inPhase(phase(service)));
    }

    /** Notes that an issue is about to be opened, and looks for it where an earlier turn may have got as far. */
    private Optional<TrackedIssue> openedBefore(String key) {
        boolean interrupted = issues.containsKey(key);
        if (!interrupted) {
            keep(key, IssueRecord.opening());
        }
        // The database of an App that lost its own remembers nothing; the marks do.
        return interrupted || own.areListed()
                ? own.find(issue -> CampaignMarker.serviceIn(issue.body())
                        .filter(CampaignMarker.key(key)::equals)
                        .isPresent())
                : Optional.empty();
    }

    private void openGroup(String group) {
        if (!issues.containsKey(group) || issues.get(group).is(State.OPENING)) {
            TrackedIssue opened = openedBefore(group).orElseGet(() -> {
                changes++;
                return tracker.open(
                        repository, groups.draft(group, tracking.now().number()));
            });
            keep(group, IssueRecord.of(opened));
        }
    }

    private void adopt(FleetMember service, TrackedIssue found) {
        IssueRecord issue = IssueRecord.of(found);
        keep(service.name(), issue);
        change(service, issue, Map.of(found.number(), found), blocked(service));
    }

    private boolean blocked(FleetMember service) {
        return service.state(campaign.audit().rules()) == ServiceState.BLOCKED;
    }

    private void change(FleetMember service, IssueRecord issue, Map<Integer, TrackedIssue> current, boolean open) {
        TrackedIssue now = issue.number().map(current::get).orElse(null);
        if (now == null || now.unwanted()) {
            keep(service.name(), issue.in(State.LEFT));
            return;
        }
        IssueBody body = open
                ? new ServiceIssueText(campaign, service).issue()
                : ServiceIssueText.done(campaign, service.name());
        State state = open ? State.OPEN : State.CLOSED;
        if (now.open() == open && body.toldBy(now.body())) {
            keep(service.name(), issue.in(state).telling(body.digest()));
            return;
        }
        changes++;
        Optional<Integer> milestone =
                open && !phase(service).equals(issue.phase()) ? milestone(service) : Optional.empty();
        if (milestone.isPresent()) {
            tracker.edit(repository, now.number(), body.text(now.body()), open, milestone.get());
            keep(service.name(), issue.in(state).telling(body.digest()).inPhase(phase(service)));
        } else {
            amend(
                    new IssueChange.Edit(now, body.text(now.body()), open),
                    _ -> keep(
                            service.name(), issues.get(service.name()).in(state).telling(body.digest())));
        }
    }

    private String phase(FleetMember service) {
        return campaign.phase(service).map(Phase::name).orElse("");
    }

    private Optional<Integer> milestone(FleetMember service) {
        return Optional.ofNullable(tracking.record().milestones().get(phase(service)));
    }

    /** Makes the issues parts of others; whether GitHub knows such parts is tried with the first of all. */
    private void nest() {
        if (!tracking.record().subIssues()) {
            return;
        }
        apart().forEach(service -> groups.of(service).ifPresent(this::openGroup));
        boolean known = issues.values().stream().anyMatch(IssueRecord::linked);
        for (String key : apart()) {
            IssueRecord issue = issues.get(key);
            Optional<IssueRecord> group = groups.of(key).map(issues::get);
            String parent = group.map(IssueRecord::nodeId).orElse(tracking.now().nodeId());
            if (known && !issue.nodeId().isEmpty() && !parent.isEmpty()) {
                // Refused is what is a part already, or has no room.
                amend(
                        new IssueChange.Nest(parent, issue.nodeId()),
                        _ -> keep(key, issues.get(key).asSubIssue()));
            } else if (tracker.nest(
                    repository,
                    group.flatMap(IssueRecord::number).orElse(tracking.now().number()),
                    issue.id())) {
                keep(key, issue.asSubIssue());
                known = true;
            } else {
                tracking.listTasks();
                return;
            }
        }
    }

    /** What is no part of another issue yet, groups first. */
    private List<String> apart() {
        return issues.entrySet().stream()
                .filter(each -> each.getValue().number().isPresent())
                .filter(each -> !each.getValue().linked() && !each.getValue().is(State.LEFT))
                .map(Map.Entry::getKey)
                .sorted(Comparator.comparing(key -> !ServiceGroups.isGroup(key)))
                .toList();
    }

    /** Puts open issues on the project that the configuration names; that it is out of reach fails nothing. */
    private void putOnProject() {
        List<String> missing = issues.entrySet().stream()
                .filter(each -> each.getValue().is(State.OPEN)
                        && !each.getValue().onProject()
                        && !each.getValue().nodeId().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        tracking.project(opened > 0).ifPresent(project -> {
            amend(new IssueChange.PutOnProject(project, tracking.now().nodeId()), _ -> {});
            missing.forEach(service -> amend(
                    new IssueChange.PutOnProject(project, issues.get(service).nodeId()), done -> {
                        if (done) {
                            keep(service, issues.get(service).asItem());
                        } else {
                            tracking.refusedByProject();
                        }
                    }));
        });
    }

    private void keep(String service, IssueRecord issue) {
        issues.put(service, issue);
        book.keep(repository, service, issue);
    }
}
