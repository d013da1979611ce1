package dev.headroom.campaign;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.trial.SourceAnalysis;
import dev.headroom.campaign.audit.AuditedTree;
import dev.headroom.campaign.audit.CodeLinks;
import dev.headroom.campaign.audit.CodeOwners;
import dev.headroom.campaign.audit.FleetAudit;
import dev.headroom.campaign.audit.FleetAuditor;
import dev.headroom.campaign.audit.FleetFiles;
import dev.headroom.campaign.audit.FleetSource;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.book.AuditRecord;
import dev.headroom.campaign.book.CampaignBook;
import dev.headroom.campaign.book.CampaignRecord;
import dev.headroom.campaign.book.CampaignRecord.Status;
import dev.headroom.campaign.fix.FixAnswers;
import dev.headroom.campaign.fix.FixBook;
import dev.headroom.campaign.fix.FixBranches;
import dev.headroom.campaign.fix.FixPullRequests;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.Day;
import dev.headroom.campaign.progress.History;
import dev.headroom.campaign.tracker.IssueTracker;
import dev.headroom.config.CampaignConfig;
import dev.headroom.config.CampaignConfig.Mode;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import dev.headroom.text.Words;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The campaigns of repositories: audits a default branch and keeps the issues true. */
public final class FleetCampaigns {
    private final FleetSource source;
    private final IssueTracker tracker;
    private final CampaignBook book;
    private final FixBranches branches;
    private final FixBook fixBook;
    private final FleetFiles files;
    private final SourceAnalysis analysis;
    private final Configurations configurations;
    private final Clock clock;

    /** @param analysis is given tests too */
    public FleetCampaigns(
            FleetSource source,
            IssueTracker tracker,
            CampaignBook book,
            FixBranches branches,
            FixBook fixBook,
            BlobCache blobs,
            SourceAnalysis analysis,
            Configurations configurations,
            Clock clock) {
        this.source = source;
        this.tracker = tracker;
        this.book = book;
        this.branches = branches;
        this.fixBook = fixBook;
        this.files = new FleetFiles(source, blobs);
        this.analysis = analysis;
        this.configurations = configurations;
        this.clock = clock;
    }

    /**
     * Audits the newest commit of the default branch, and brings the campaign's issues up to date.
     *
     * @return half a sentence for the log, without text of the repository
     * @throws GitHubFailure when it could not be carried through; another turn goes on from there
     */
    public String audit(RepositoryRef repository) {
        Optional<FleetSource.Head> head = source.head(repository);
        if (head.isEmpty()) {
            return "nothing to audit: the repository has no commit";
        }
        Configurations.InForce inForce =
                configurations.inForce(repository, head.get().configuration());
        RepositoryConfig config = inForce.config();
        if (config.campaign().mode() == Mode.OFF) {
            return "not audited: the configuration says so";
        }
        String commit = head.get().commitSha();
        TreeListing tree = source.tree(repository, commit);
        if (tree.truncated()) {
            return "not audited: the repository has more files than GitHub lists at once";
        }
        FleetFiles.Read read = files.read(repository, tree);
        SourceAnalysis judging = analysis.with(inForce.further());
        Analysis judged = judging.analyse(read.files(), config);
        FleetAudit audit =
                new FleetAuditor(inForce.rules(), config).audit(judged, commit).missing(read.unread());
        CodeOwners owners = head.get().codeOwners().map(CodeOwners::of).orElse(CodeOwners.NONE);
        String told = keep(repository, config.campaign(), audit, owners);
        return told + fix(repository, new AuditedTree(head.get(), read.files(), config, judging, judged, audit));
    }

    /** Sees to the pull requests with fixes; those of a campaign that rests stay as they are. */
    private String fix(RepositoryRef repository, AuditedTree tree) {
        Map<String, Integer> issues = new HashMap<>();
        book.issues(repository)
                .forEach((service, issue) -> issue.number().ifPresent(number -> issues.put(service, number)));
        CodeLinks links = new CodeLinks(source.page(repository), tree.head().commitSha());
        FixPullRequests pulls = new FixPullRequests(branches, fixBook, repository, tree, links, issues);
        FixAnswers answers = new FixAnswers(tracker, fixBook, repository, tree, pulls);
        answers.take();
        Status status = book.campaign(repository).status();
        int changes = status == Status.PAUSED || status == Status.STOPPED ? 0 : pulls.bringUpToDate();
        answers.answer();
        return changes == 0 ? "" : "; " + Words.counted(changes, "pull request") + " changed";
    }

    /** Whether a pull request is one that the App keeps true. */
    public boolean proposed(RepositoryRef repository, int number) {
        return fixBook.proposed(repository, number);
    }

    /** The repositories that were audited once, and are to be audited every night. */
    public List<RepositoryRef> repositories() {
        return book.repositories();
    }

    private String keep(RepositoryRef repository, CampaignConfig config, FleetAudit audit, CodeOwners owners) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        History history = book.history(repository);
        CodeLinks links = new CodeLinks(source.page(repository), audit.commit());
        Campaign campaign =
                Campaign.planned(audit, history, config, today, links).ownedAs(owners);
        if (!audit.services().isEmpty()) {
            book.keep(repository, Day.of(today, audit));
            book.keep(repository, AuditRecord.of(clock.instant(), campaign));
        }
        String found = "audited " + Words.counted(audit.services().size(), "service") + ", "
                + audit.in(ServiceState.BLOCKED).size() + " with blockers";
        CampaignRecord record = book.campaign(repository);
        boolean starts = record.status() == Status.IDLE
                && config.mode() == Mode.AUTO
                && !audit.in(ServiceState.BLOCKED).isEmpty();
        if (starts) {
            book.steer(repository, Status.ACTIVE);
        } else if (record.status() != Status.ACTIVE) {
            return found + "; no campaign is active";
        }
        CampaignPlan plan = CampaignPlanner.plan(campaign, book.issues(repository));
        int changes = new CampaignPublisher(tracker, book, repository, campaign).publish(plan);
        return found + "; " + Words.counted(changes, "issue") + " changed";
    }
}
