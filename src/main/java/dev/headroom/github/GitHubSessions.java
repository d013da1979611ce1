package dev.headroom.github;

import dev.headroom.delivery.SharedLimits;
import dev.headroom.review.RepositoryRef;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.kohsuke.github.GitHub;

/** The App's session and those of its installations, which share the HTTP client and the cache of answers. */
final class GitHubSessions {
    private static final long APP = 0;
    private static final long PERSON = -1;

    private final GitHubConnection connection;
    private final Clock clock;
    private final Sleeper sleeper;
    private final SharedLimits shared;
    private final GitHubCallListener listener;
    private final HttpTransport transport;
    private final ResponseCache cache = new ResponseCache();
    private final GitHubSession app;
    private final Map<Long, Access> installations = new ConcurrentHashMap<>();

    GitHubSessions(
            GitHubConnection connection,
            HttpTransport transport,
            Clock clock,
            Sleeper sleeper,
            SharedLimits shared,
            GitHubCallListener listener) {
        this.connection = connection;
        this.transport = transport;
        this.clock = clock;
        this.sleeper = sleeper;
        this.shared = shared;
        this.listener = listener;
        this.app = session(APP, new AppJwt(connection.appId(), connection.key(), clock));
    }

    /** The way in as the installation that sees a repository. */
    Access of(RepositoryRef repository) {
        return installations.computeIfAbsent(repository.installationId(), this::open);
    }

    /** The github-api library's entry point as the App itself. */
    GitHub app() {
        return HubConnector.connect(app, connection.urls());
    }

    /** The way in as the App itself. */
    GitHubSession appSession() {
        return app;
    }

    /** The way in by a value that cannot be renewed, with limits and answers of its own; empty for no credentials. */
    GitHubSession by(String bearer) {
        CallLimits limits = new CallLimits(
                PERSON, SharedLimits.ALONE, clock, sleeper, connection.writePace(), connection.concurrentReads());
        return new GitHubSession(PERSON, new Given(bearer), limits, transport, new ResponseCache(), listener, sleeper);
    }

    private record Given(String bearer) implements Credentials {
        @Override
        public void reject(String rejected) {
            // There is no other value.
        }

        @Override
        public String toString() {
            return "Given[]";
        }
    }

    private Access open(long installationId) {
        GitHubSession session = session(installationId, new InstallationToken(installationId, app, clock));
        return new Access(
                session, new GraphQl(session), new HubRepositories(HubConnector.connect(session, connection.urls())));
    }

    private GitHubSession session(long caller, Credentials credentials) {
        CallLimits limits =
                new CallLimits(caller, shared, clock, sleeper, connection.writePace(), connection.concurrentReads());
        return new GitHubSession(caller, credentials, limits, transport, cache, listener, sleeper);
    }

    /** One installation's session in its three forms: REST, GraphQL and the github-api library. */
    record Access(GitHubSession session, GraphQl graphQl, HubRepositories hub) {}
}
