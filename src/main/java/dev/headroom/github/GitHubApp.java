package dev.headroom.github;

import dev.headroom.campaign.audit.FleetSource;
import dev.headroom.campaign.fix.FixBranches;
import dev.headroom.campaign.tracker.IssueTracker;
import dev.headroom.command.CommandReader;
import dev.headroom.command.CommandWriter;
import dev.headroom.delivery.HookDeliveries;
import dev.headroom.delivery.SharedLimits;
import dev.headroom.doctor.AppRecord;
import dev.headroom.github.call.GitHubCallListener;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.github.call.HttpTransport;
import dev.headroom.github.call.Sleeper;
import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.pullrequest.PullRequestWriter;
import dev.headroom.signin.Gatekeeper;
import java.time.Clock;

/** The App on GitHub: what it can read, write and know of itself. Safe for use by many threads. */
public final class GitHubApp implements AutoCloseable {
    private final HttpTransport transport;
    private final PullRequestReader reader;
    private final PullRequestWriter writer;
    private final CommandReader commandReader;
    private final CommandWriter commandWriter;
    private final AppIdentity identity;
    private final FleetSource fleets;
    private final IssueTracker issues;
    private final HookDeliveries hookDeliveries;
    private final GitHubSessions sessions;
    private final GitHubUrls urls;
    private final AppRecord appRecord;
    private final FixBranches fixBranches;

    GitHubApp(
            GitHubConnection connection,
            Clock clock,
            Sleeper sleeper,
            SharedLimits shared,
            GitHubCallListener listener) {
        this.transport = new HttpTransport(connection.urls(), connection.connectTimeout(), connection.requestTimeout());
        this.urls = connection.urls();
        this.sessions = new GitHubSessions(connection, transport, clock, sleeper, shared, listener);
        this.identity = new AppIdentity(sessions.app(), connection.appId());
        this.reader = new GitHubReader(sessions, identity, Grant.REVIEW);
        this.writer = new GitHubWriter(sessions, identity, clock);
        this.commandReader = new GitHubCommandReader(sessions, identity);
        this.commandWriter = new GitHubCommandWriter(sessions);
        this.fleets =
                new FleetReader(sessions, new GitHubReader(sessions, identity, Grant.CAMPAIGN), connection.urls());
        this.issues = new CampaignIssues(sessions, identity);
        this.hookDeliveries = new AppHook(sessions.appSession());
        this.appRecord = new GitHubAppRecord(
                sessions, new GitHubReach(transport, connection.urls()), hookDeliveries, connection.urls());
        this.fixBranches = new GitHubFixBranches(sessions);
    }

    /** Makes ready for the calls of an App that is one process; the first one reaches GitHub. */
    public static GitHubApp connect(GitHubConnection connection, Clock clock, GitHubCallListener listener) {
        return connect(connection, clock, SharedLimits.ALONE, listener);
    }

    /** Makes ready for the calls of one process among those that have these limits in common. */
    public static GitHubApp connect(
            GitHubConnection connection, Clock clock, SharedLimits shared, GitHubCallListener listener) {
        return new GitHubApp(connection, clock, Thread::sleep, shared, listener);
    }

    public PullRequestReader reader() {
        return reader;
    }

    public PullRequestWriter writer() {
        return writer;
    }

    public CommandReader commandReader() {
        return commandReader;
    }

    public CommandWriter commandWriter() {
        return commandWriter;
    }

    public FleetSource fleets() {
        return fleets;
    }

    public IssueTracker issues() {
        return issues;
    }

    public HookDeliveries hookDeliveries() {
        return hookDeliveries;
    }

    public AppRecord appRecord() {
        return appRecord;
    }

    public FixBranches fixBranches() {
        return fixBranches;
    }

    public AppIdentity identity() {
        return identity;
    }

    /** GitHub as the one who lets people sign in, by the App's client id and secret. */
    public Gatekeeper gatekeeper(String clientId, String clientSecret) {
        return new PersonSignIn(sessions, urls, clientId, clientSecret);
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        transport.close();
    }
}
