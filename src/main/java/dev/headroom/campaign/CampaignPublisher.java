package dev.headroom.campaign;

import dev.headroom.campaign.CampaignPlan.Step;
import dev.headroom.campaign.IssueRecord.State;
import dev.headroom.review.RepositoryRef;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

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
    private final Map<String, IssueRecord> issues;
    private int changes;

    CampaignPublisher(IssueTracker tracker, CampaignBook book, RepositoryRef repository, Campaign campaign) {
        this.tracker = tracker;
        this.book = book;
        this.repository = repository;
        this.campaign = campaign;
        this.own = new OwnIssues(tracker, repository);
        this.tracking = new TrackingIssue(tracker, book, repository, campaign, own);
        this.issues = new TreeMap<>(book.issues(repository));
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
        nest();
        Map<String, Integer> numbers = new HashMap<>();
        issues.forEach((service, issue) -> issue.number().ifPresent(number -> numbers.put(service, number)));
        if (tracking.tell(numbers)) {
            changes++;
        }
        tracking.tellWeek();
        return changes;
    }

    private Set<Integer> wanted(CampaignPlan plan) {
        Set<Integer> numbers = new TreeSet<>();
        tracking.record().tracking().ifPresent(numbers::add);
        plan.steps(Step.Tell.class).forEach(step -> step.issue().number().ifPresent(numbers::add));
        plan.steps(Step.Close.class).forEach(step -> step.issue().number().ifPresent(numbers::add));
        return numbers;
    }

    private void take(Step step, Map<Integer, TrackedIssue> current) {
        switch (step) {
            case Step.Open(FleetMember service) -> open(service);
            case Step.Tell(FleetMember service, IssueRecord issue) -> change(service, issue, current, true);
            case Step.Close(FleetMember service, IssueRecord issue) -> change(service, issue, current, false);
        }
    }

    private void open(FleetMember service) {
        boolean interrupted = issues.containsKey(service.name());
        if (!interrupted) {
            keep(service.name(), IssueRecord.opening());
        }
        // The database of an App that lost its own remembers nothing; the marks do.
        Optional<TrackedIssue> before = interrupted || own.areListed()
                ? own.find(issue -> CampaignMarker.serviceIn(issue.body())
                        .filter(CampaignMarker.key(service.name())::equals)
                        .isPresent())
                : Optional.empty();
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
                        campaign.assignees()));
        changes++;
        keep(
                service.name(),
                new IssueRecord(Optional.of(opened.number()), opened.id(), State.OPEN, body.digest(), false));
    }

    private void adopt(FleetMember service, TrackedIssue found) {
        IssueRecord issue = new IssueRecord(
                Optional.of(found.number()), found.id(), found.open() ? State.OPEN : State.CLOSED, "", false);
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
        if (now.open() != open || !body.toldBy(now.body())) {
            tracker.edit(repository, now.number(), body.text(now.body()), open);
            changes++;
        }
        keep(service.name(), issue.in(open ? State.OPEN : State.CLOSED).telling(body.digest()));
    }

    private Optional<Integer> milestone(FleetMember service) {
        return campaign.phase(service)
                .map(phase -> tracking.record().milestones().get(phase.name()));
    }

    private void nest() {
        for (Map.Entry<String, IssueRecord> each : List.copyOf(issues.entrySet())) {
            IssueRecord issue = each.getValue();
            Optional<Integer> parent = tracking.record().tracking();
            boolean wanted = issue.number().isPresent() && !issue.linked() && !issue.is(State.LEFT);
            if (!tracking.record().subIssues() || parent.isEmpty() || !wanted) {
                continue;
            }
            if (!tracker.nest(repository, parent.get(), issue.id())) {
                tracking.listTasks();
                return;
            }
            keep(each.getKey(), issue.asSubIssue());
        }
    }

    private void keep(String service, IssueRecord issue) {
        issues.put(service, issue);
        book.keep(repository, service, issue);
    }
}
