package dev.headroom.github;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.headroom.delivery.SharedLimits;
import dev.headroom.github.call.CallLimits;
import dev.headroom.github.call.Credentials;
import dev.headroom.github.call.GitHubCallListener;
import dev.headroom.github.call.GitHubSession;
import dev.headroom.github.call.GraphQl;
import dev.headroom.github.call.HttpTransport;
import dev.headroom.github.call.ResponseCache;
import dev.headroom.github.call.Sleeper;
import dev.headroom.repository.RepositoryRef;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.kohsuke.github.GitHub;

/** The App's session and those of its installations, one for each repository and kind of work, which share the HTTP client and the cache of answers. */
final class GitHubSessions {
    private static final long APP = 0;
    private static final long PERSON = -1;
    /** Of each there is one token; one that is forgotten costs a call. */
    private static final int MOST_TOKENS = 5_000;

    private final GitHubConnection connection;
    private final Clock clock;
    private final Sleeper sleeper;
    private final SharedLimits shared;
    private final GitHubCallListener listener;
    private final HttpTransport transport;
    private final ResponseCache cache = new ResponseCache();
    private final GitHubSession app;
    private final TokenRequests tokens;
    private final Map<Long, CallLimits> limits = new ConcurrentHashMap<>();
    private final Cache<Key, Access> accesses =
            Caffeine.newBuilder().maximumSize(MOST_TOKENS).build();

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
        this.tokens = new TokenRequests(app, clock);
    }

    /** The way in to a repository, as the installation that sees it, for one kind of work. */
    Access of(RepositoryRef repository, Grant grant) {
        return accesses.get(new Key(repository.installationId(), Optional.of(repository.name()), grant), this::open);
    }

    /** The way in as an installation to what needs no permission. */
    Access of(long installation) {
        return accesses.get(new Key(installation, Optional.empty(), Grant.METADATA), this::open);
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

    private Access open(Key key) {
        GitHubSession session = session(
                key.installation(),
                new InstallationToken(() -> tokens.token(key.installation(), key.repository(), key.grant()), clock));
        return new Access(
                session, new GraphQl(session), new HubRepositories(HubConnector.connect(session, connection.urls())));
    }

    private GitHubSession session(long caller, Credentials credentials) {
        return new GitHubSession(
                caller, credentials, limits.computeIfAbsent(caller, this::limits), transport, cache, listener, sleeper);
    }

    /** GitHub's limits are those of an installation, by whatever token it comes. */
    private CallLimits limits(long caller) {
        return new CallLimits(caller, shared, clock, sleeper, connection.writePace(), connection.concurrentReads());
    }

    /** @param repository its name; empty for all of the installation */
    private record Key(long installation, Optional<String> repository, Grant grant) {}

    /** A session in its three forms: REST, GraphQL and the github-api library. */
    record Access(GitHubSession session, GraphQl graphQl, HubRepositories hub) {}
}
