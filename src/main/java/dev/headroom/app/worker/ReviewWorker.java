package dev.headroom.app.worker;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.trial.FixPlanner;
import dev.headroom.analysis.trial.RuleAnalysis;
import dev.headroom.app.telemetry.MeasuredAnalysis;
import dev.headroom.campaign.FleetCampaigns;
import dev.headroom.cli.memory.Build;
import dev.headroom.command.CarryOutCommands;
import dev.headroom.command.CommandOutcome;
import dev.headroom.command.CommandRequest;
import dev.headroom.command.CommitFixes;
import dev.headroom.command.FixPlanning;
import dev.headroom.command.HeadFindings;
import dev.headroom.command.IgnoreFindings;
import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Outcome;
import dev.headroom.delivery.Work;
import dev.headroom.delivery.Worker;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.review.ConfigurationCheck;
import dev.headroom.review.MergeGroupCheck;
import dev.headroom.review.ReviewOutcome;
import dev.headroom.review.ReviewPullRequest;
import dev.headroom.review.delta.IgnoreRegister;
import dev.headroom.review.examination.HeadExamination;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.store.CampaignRows;
import dev.headroom.store.Database;
import dev.headroom.store.FixRows;
import dev.headroom.store.GoodConfigurations;
import dev.headroom.store.StoredBlobs;
import dev.headroom.store.StoredIgnores;
import dev.headroom.store.StoredReports;
import dev.headroom.text.RulePages;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker that reviews pull requests and answers merge queues. */
public final class ReviewWorker implements Worker {
    /** In bytes; the Go files of a large fleet. */
    private static final long BLOBS_IN_MEMORY = 64L * 1024 * 1024;

    private static final long REPORTS_IN_MEMORY = 32L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(ReviewWorker.class);

    private final ReviewPullRequest reviews;
    private final MergeGroupCheck mergeGroups;
    private final ConfigurationCheck configurationCheck;
    private final IgnoreRegister ignores;
    private final CarryOutCommands commands;
    private final FleetCampaigns campaigns;
    private final CampaignCommands campaignCommands;

    ReviewWorker(
            ReviewPullRequest reviews,
            MergeGroupCheck mergeGroups,
            ConfigurationCheck configurationCheck,
            IgnoreRegister ignores,
            CarryOutCommands commands,
            FleetCampaigns campaigns,
            CampaignCommands campaignCommands) {
        this.reviews = reviews;
        this.mergeGroups = mergeGroups;
        this.configurationCheck = configurationCheck;
        this.ignores = ignores;
        this.commands = commands;
        this.campaigns = campaigns;
        this.campaignCommands = campaignCommands;
    }

    /**
     * A worker that judges with these rules.
     *
     * @param publicUrl where people reach the server, which has a page of each of them
     */
    public static WorkerFactory judgingBy(RuleCatalogue rules, Optional<URI> publicUrl) {
        Analyzer analyzer = new Analyzer(rules)
                .tolerating(failure -> LOG.error(
                        "the rule {} failed in {}: it is unknown there",
                        failure.rule(),
                        failure.service(),
                        failure.cause()));
        RulePages pages = new RulePages(publicUrl.map(URI::toString), rules);
        return (gitHub, database, clock) -> {
            Analyzer engine = remembering(analyzer, database, clock);
            IgnoreRegister ignores = new StoredIgnores(database.dataSource());
            BlobCache blobs = StoredBlobs.of(database, clock, BLOBS_IN_MEMORY);
            Configurations inForce = new RepositoryConfigurations(
                    rules, new GoodConfigurations(database.dataSource()), new FurtherRules(gitHub.reader(), blobs));
            HeadExamination heads = new HeadExamination(
                    gitHub.reader(),
                    blobs,
                    new MeasuredAnalysis(new RuleAnalysis(engine.withoutTests()), database.metrics()),
                    ignores);
            HeadFindings findings = HeadFindings.examined(gitHub.reader(), heads, inForce);
            return new ReviewWorker(
                    new ReviewPullRequest(gitHub.reader(), gitHub.writer(), heads, inForce, pages, clock),
                    new MergeGroupCheck(gitHub.writer()),
                    new ConfigurationCheck(gitHub.reader(), gitHub.writer(), inForce),
                    ignores,
                    new CarryOutCommands(
                            gitHub.commandReader(),
                            gitHub.commandWriter(),
                            inForce,
                            pages,
                            new IgnoreFindings(gitHub.commandReader(), findings, ignores, clock),
                            new CommitFixes(
                                    gitHub.commandReader(), gitHub.commandWriter(), findings, planning(engine))),
                    CampaignWorker.campaigns(
                            gitHub,
                            database.dataSource(),
                            blobs,
                            new MeasuredAnalysis(new RuleAnalysis(engine), database.metrics()),
                            inForce,
                            clock),
                    new CampaignCommands(
                            gitHub.commandReader(),
                            gitHub.commandWriter(),
                            new CampaignRows(database.dataSource()),
                            new FixRows(database.dataSource()),
                            clock));
        };
    }

    private static FixPlanning planning(Analyzer engine) {
        return (subject, wanted) -> new FixPlanner(
                        engine.withoutTests().with(subject.inForce().further()),
                        subject.inForce().config(),
                        new ParsedFiles())
                .plan(subject.files(), subject.head(), wanted);
    }

    private static Analyzer remembering(Analyzer analyzer, Database database, Clock clock) {
        return Build.digest()
                .map(build -> analyzer.remembering(new StoredReports(database, clock, REPORTS_IN_MEMORY), build))
                .orElse(analyzer);
    }

    @Override
    public Outcome perform(Assignment assignment) {
        return switch (assignment.work()) {
            case Work.ReviewPullRequest(PullRequestRef ref, boolean fresh) -> outcome(reviews.review(ref, fresh));
            case Work.ClosePullRequest(PullRequestRef ref) -> {
                ignores.forget(ref);
                Outcome closed = Outcome.done("closed: its reviews stay as they are, what was ignored is forgotten");
                // The next pull request with fixes is opened when one is closed.
                yield campaigns.proposed(ref.repository(), ref.number())
                        ? closed.followedBy(new Work.AuditRepository(ref.repository()))
                        : closed;
            }
            case Work.CarryOutCommands(CommandRequest request) ->
                CampaignCommands.areAsked(request)
                        ? campaignCommands.carryOut(request)
                        : outcome(request, commands.carryOut(request));
            case Work.CheckConfiguration(RepositoryRef repository, String sha) ->
                Outcome.done(configurationCheck.check(repository, sha))
                        .followedBy(new Work.AuditRepository(repository));
            case Work.CheckMergeGroup(var repository, String headSha) -> {
                mergeGroups.pass(repository, headSha);
                yield Outcome.done("the merge group passes");
            }
            case Work.AuditRepository(var repository) -> Outcome.done(campaigns.audit(repository));
        };
    }

    @Override
    public void givenUp(Assignment assignment) {
        if (assignment.work() instanceof Work.ReviewPullRequest(PullRequestRef ref, boolean _)) {
            reviews.giveUp(ref);
        }
    }

    @Override
    public List<Work.Queued> nightly() {
        return campaigns.repositories().stream()
                .<Work.Queued>map(Work.AuditRepository::new)
                .toList();
    }

    private static Outcome outcome(CommandRequest request, CommandOutcome answered) {
        Outcome done = Outcome.done("answered: " + answered.summary());
        return answered.review() ? done.followedBy(new Work.ReviewPullRequest(request.pullRequest(), true)) : done;
    }

    private static Outcome outcome(ReviewOutcome review) {
        return switch (review.kind()) {
            case PUBLISHED -> Outcome.reviewed(review.headSha(), "reviewed: " + review.summary());
            case SKIPPED -> Outcome.done("not reviewed: " + review.summary());
            case SUPERSEDED -> Outcome.done("given over to the next turn: " + review.summary());
        };
    }
}
