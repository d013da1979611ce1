package dev.headroom.campaign;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.campaign.audit.FleetSource;
import dev.headroom.campaign.tracker.IssueChange;
import dev.headroom.campaign.tracker.IssueDraft;
import dev.headroom.campaign.tracker.IssueTracker;
import dev.headroom.campaign.tracker.TrackedIssue;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import dev.headroom.rule.RuleCatalogue;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/** A repository with issues in memory, which can break off before or after any call. */
public final class GitHubInMemory implements FleetSource, IssueTracker {
    private static final String NODE = "node-";

    public final Map<Integer, Issue> issues = new TreeMap<>();
    public final List<String> calls = new ArrayList<>();
    public final BranchesInMemory branches = new BranchesInMemory(this::called);
    public String commit = "a".repeat(40);
    ConfigurationFiles configuration = ConfigurationFiles.NONE;
    Optional<String> codeOwners = Optional.empty();
    boolean subIssues = true;
    Optional<String> project = Optional.empty();
    boolean projectWritable = true;
    private List<ServiceReport> services = List.of();
    private int callsUntilCrash = Integer.MAX_VALUE;
    private boolean crashAfterwards;

    static final class Issue {
        final String title;
        final IssueDraft draft;
        String body;
        boolean open = true;
        boolean unwanted;
        int parent;
        int milestone;
        boolean onProject;
        final List<String> comments = new ArrayList<>();

        Issue(IssueDraft draft) {
            this.title = draft.title();
            this.draft = draft;
            this.body = draft.body();
            this.milestone = draft.milestone().orElse(0);
        }
    }

    /** The next commit, after which the services are these. */
    public void push(ServiceReport... pushed) {
        services = List.of(pushed);
        commit = "%040x".formatted(calls.size() + 1);
    }

    /** What the rules that are always in force say. */
    Analysis analysis() {
        return analysis(RuleCatalogue.of());
    }

    /** What those and further ones say. */
    Analysis analysis(RuleCatalogue further) {
        return new Analysis(services, List.of())
                .keeping(finding ->
                        Fleets.RULES.with(further).rule(finding.rule()).isPresent());
    }

    public void crash(int afterCalls, boolean afterwards) {
        callsUntilCrash = afterCalls;
        crashAfterwards = afterwards;
    }

    List<String> openTitles() {
        return issues.values().stream()
                .filter(issue -> issue.open)
                .map(issue -> issue.title)
                .toList();
    }

    Issue titled(String beginning) {
        return issues.values().stream()
                .filter(issue -> issue.title.startsWith(beginning))
                .findFirst()
                .orElseThrow();
    }

    private void called(String call, Runnable effect) {
        boolean crashes = callsUntilCrash-- == 0;
        if (crashes && !crashAfterwards) {
            throw lost();
        }
        calls.add(call);
        effect.run();
        if (crashes) {
            throw lost();
        }
    }

    private static GitHubFailure lost() {
        return new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "The call was lost.");
    }

    @Override
    public Optional<Head> head(RepositoryRef repository) {
        called("head", () -> {});
        return Optional.of(new Head(commit, "main", configuration, codeOwners));
    }

    @Override
    public TreeListing tree(RepositoryRef repository, String commitSha) {
        called("tree", () -> {});
        return new TreeListing(commitSha, Map.of(), false);
    }

    @Override
    public Map<String, byte[]> blobs(RepositoryRef repository, Collection<TreeListing.Entry> blobs) {
        throw new AssertionError("an empty tree has no blobs");
    }

    @Override
    public Optional<Map<String, byte[]>> archive(RepositoryRef repository, String sha, Predicate<String> wanted) {
        throw new AssertionError("an empty tree needs no archive");
    }

    @Override
    public String page(RepositoryRef repository) {
        return "https://github.com/" + repository.fullName();
    }

    @Override
    public Map<Integer, TrackedIssue> read(RepositoryRef repository, Collection<Integer> numbers) {
        called("read " + numbers.size(), () -> {});
        Map<Integer, TrackedIssue> read = new HashMap<>();
        numbers.stream().filter(issues::containsKey).forEach(number -> read.put(number, tracked(number)));
        return read;
    }

    private TrackedIssue tracked(int number) {
        Issue issue = issues.get(number);
        return new TrackedIssue(number, number, NODE + number, issue.body, issue.open, issue.unwanted);
    }

    @Override
    public List<TrackedIssue> own(RepositoryRef repository) {
        called("own", () -> {});
        return issues.keySet().stream().map(this::tracked).toList();
    }

    @Override
    public TrackedIssue open(RepositoryRef repository, IssueDraft draft) {
        int number = issues.size() + 1;
        called("open", () -> issues.put(number, new Issue(draft)));
        return tracked(number);
    }

    @Override
    public void edit(RepositoryRef repository, int number, String body, boolean open, int milestone) {
        called("edit", () -> {
            issues.get(number).body = body;
            issues.get(number).open = open;
            issues.get(number).milestone = milestone;
        });
    }

    @Override
    public Set<IssueChange> amend(RepositoryRef repository, List<IssueChange> changes) {
        Set<IssueChange> refused = new HashSet<>();
        called(
                "amend " + changes.size(),
                () -> changes.forEach(change -> {
                    if (!amended(change)) {
                        refused.add(change);
                    }
                }));
        return refused;
    }

    private boolean amended(IssueChange change) {
        return switch (change) {
            case IssueChange.Edit(TrackedIssue issue, String body, boolean open) -> {
                issues.get(issue.number()).body = body;
                issues.get(issue.number()).open = open;
                yield true;
            }
            case IssueChange.Nest(String parent, String child) -> {
                boolean apart = byNode(child).parent == 0;
                byNode(child).parent = Integer.parseInt(parent.substring(NODE.length()));
                yield apart;
            }
            case IssueChange.PutOnProject(String id, String issue) -> {
                byNode(issue).onProject |= projectWritable;
                yield projectWritable && id.equals(project.orElseThrow());
            }
        };
    }

    private Issue byNode(String id) {
        return issues.get(Integer.parseInt(id.substring(NODE.length())));
    }

    @Override
    public Optional<String> project(RepositoryRef repository, int number) {
        called("project " + number, () -> {});
        return project;
    }

    @Override
    public boolean nest(RepositoryRef repository, int parent, long child) {
        called("nest", () -> issues.get((int) child).parent = subIssues ? parent : 0);
        return subIssues;
    }

    @Override
    public boolean commented(RepositoryRef repository, int number, String mark, Instant since) {
        called("comments", () -> {});
        return issues.get(number).comments.stream().anyMatch(text -> text.contains(mark));
    }

    @Override
    public void comment(RepositoryRef repository, int number, String text) {
        called("comment", () -> issues.get(number).comments.add(text));
    }

    @Override
    public void label(RepositoryRef repository, Label label) {
        called("label", () -> {});
    }

    @Override
    public int milestone(RepositoryRef repository, String title, LocalDate due) {
        called("milestone", () -> {});
        return title.length();
    }
}
