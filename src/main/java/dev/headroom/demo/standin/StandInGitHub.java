package dev.headroom.demo.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

/**
 * A GitHub on 127.0.0.1 with one repository and one pull request, as strict as the real one where the App could go wrong.
 *
 * <p>It answers what the App asks, refuses what GitHub would refuse, keeps reviews, threads and check runs, and records
 * every call. Requests are carried out one after the other.
 */
public final class StandInGitHub implements AutoCloseable {
    public static final long APP_ID = 4_711;
    public static final String APP_SLUG = "headroom-demo";
    public static final long INSTALLATION_ID = 500_001;
    public static final String OWNER = "acme";
    public static final String REPOSITORY = "arena";
    public static final int PULL_REQUEST = 42;

    private static final String APP_LOGIN = APP_SLUG + "[bot]";

    private final HttpServer server;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Router router = new Router();
    private final AppAuthentication authentication;
    private final HostedRepository repository;
    private final HostedPullRequest pull;
    private final List<Call> calls = new ArrayList<>();
    private final Set<Fault> faults = new LinkedHashSet<>();
    private volatile Duration latency = Duration.ZERO;
    private Watcher watcher = (_, _, _) -> {};

    private StandInGitHub(DemoRepository files, PublicKey appKey, Clock clock, HttpServer server) {
        this.server = server;
        this.clock = clock;
        this.authentication = new AppAuthentication(APP_ID, appKey, clock);
        GitReader git = new GitReader(files.git());
        this.repository = new HostedRepository(OWNER, REPOSITORY, git, files.main());
        this.pull = new HostedPullRequest(
                git,
                PULL_REQUEST,
                "Rank guilds and players by season",
                "robin",
                "main",
                files.main(),
                "season-rankings");
        pull.push(files.opened());
        repository.pulls.put(pull.number, pull);
        Documents documents = new Documents(repository, uri().toString());
        new AppRoutes(repository, documents, authentication).addTo(router);
        new GitRoutes(repository, documents).addTo(router);
        new PullRequestRoutes(repository, documents, APP_LOGIN).addTo(router);
        new CheckRunRoutes(repository, documents).addTo(router);
        new ConversationRoutes(repository, APP_LOGIN).addTo(router);
        new GraphQlRoute(repository, files, APP_LOGIN).addTo(router);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
    }

    /**
     * Starts on a free port; the pull request is open at its first head.
     *
     * @param appKey the public half of the App's key
     */
    public static StandInGitHub start(DemoRepository files, PublicKey appKey, Clock clock) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            StandInGitHub gitHub = new StandInGitHub(files, appKey, clock, server);
            server.start();
            return gitHub;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The API's base, for {@code HEADROOM_GITHUB_URL}. */
    public URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Moves the pull request's head to another commit, as a push does. */
    public void push(String headSha) {
        locked(() -> pull.push(headSha));
    }

    /** Moves the base branch to another commit, as a merge does. */
    public void moveMain(String sha) {
        locked(() -> {
            repository.mainSha = sha;
            pull.baseSha = sha;
        });
    }

    /** Opens a further pull request to {@code main}. */
    public void open(int number, String headRef, String headSha) {
        locked(() -> {
            HostedPullRequest further = new HostedPullRequest(
                    repository.git, number, "Change " + headRef, "robin", "main", repository.mainSha, headRef);
            further.push(headSha);
            repository.pulls.put(number, further);
        });
    }

    /** Takes so long for each answer from now on, as a network would. */
    public void answerAfter(Duration delay) {
        latency = delay;
    }

    /** Closes the pull request without merging it. */
    public void closePullRequest() {
        locked(() -> pull.open = false);
    }

    /** Opens the pull request again. */
    public void reopenPullRequest() {
        locked(() -> pull.open = true);
    }

    /** Lets the next matching request meet a trouble. */
    public void inject(Fault fault) {
        locked(() -> faults.add(fault));
    }

    /** Goes back to an earlier moment; what was called stays recorded. */
    public void returnTo(Moment moment) {
        locked(() -> moment.restore(repository, pull));
    }

    /** Is told of every call from now on, before and after it takes effect, while nothing else happens. */
    public void watch(Watcher watcher) {
        locked(() -> this.watcher = watcher);
    }

    /** One who looks at what calls do. */
    @FunctionalInterface
    public interface Watcher {
        /**
         * A call is about to be carried out, or has just been.
         *
         * @param call its method and path
         * @param carriedOut whether the moment is the one after
         */
        void see(String call, boolean carriedOut, Moment moment);
    }

    /** What happened until now. */
    public Ledger ledger() {
        lock.lock();
        try {
            return snapshot();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until what happened satisfies a condition; empty when it does not in time.
     *
     * @param condition is asked again after each call
     */
    public Optional<Ledger> await(Duration timeout, Predicate<Ledger> condition) throws InterruptedException {
        lock.lock();
        try {
            long left = timeout.toNanos();
            Ledger ledger = snapshot();
            while (!condition.test(ledger)) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = changed.awaitNanos(left);
                ledger = snapshot();
            }
            return Optional.of(ledger);
        } finally {
            lock.unlock();
        }
    }

    /** Stops answering. */
    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private Ledger snapshot() {
        return new Ledger(
                calls,
                List.copyOf(pull.reviews.values()),
                List.copyOf(pull.threads.values()),
                List.copyOf(repository.checkRuns.values()),
                List.copyOf(pull.replies.values()),
                repository.reactions,
                pull.headSha,
                faults);
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        long began = System.nanoTime();
        ApiRequest request = ApiRequest.read(exchange);
        Optional<Answer> answer;
        lock.lock();
        try {
            Optional<Router.Match> match = router.find(request);
            Optional<Fault> fault =
                    faults.stream().filter(one -> one.test(request)).findFirst();
            fault.ifPresent(faults::remove);
            String name = request.method() + " " + request.path();
            watcher.see(name, false, new Moment(repository, pull));
            answer = answer(request, match, fault);
            watcher.see(name, true, new Moment(repository, pull));
            calls.add(new Call(
                    clock.instant(),
                    request.method(),
                    request.path(),
                    match.map(found -> found.route().path().replace("*}", "}")).orElse(request.path()),
                    GraphQlRoute.purpose(request),
                    answer.map(Answer::status).orElse(0),
                    Duration.ofNanos(System.nanoTime() - began)));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        pass(latency);
        try (exchange) {
            if (answer.isPresent()) {
                answer.get().send(exchange);
            }
        }
    }

    private static void pass(Duration time) throws IOException {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new InterruptedIOException("the stand-in was stopped");
        }
    }

    /** The answer; empty where the connection is to be cut instead. */
    private Optional<Answer> answer(ApiRequest request, Optional<Router.Match> match, Optional<Fault> fault) {
        if (fault.isEmpty()) {
            return Optional.of(handle(match).unlessKnown(request));
        }
        if (fault.get().handled()) {
            handle(match);
        }
        int status = fault.get().status();
        return status == 0 ? Optional.empty() : Optional.of(Answer.of(new Refusal(status, "Server Error")));
    }

    private Answer handle(Optional<Router.Match> match) {
        try {
            Router.Match found = match.orElseThrow(Refusal::notFound);
            authentication.check(found.route().access(), found.request());
            String owner = found.request().params().getOrDefault("owner", OWNER);
            String name = found.request().params().getOrDefault("repo", REPOSITORY);
            if (!(owner + "/" + name).equals(repository.fullName())) {
                throw Refusal.notFound();
            }
            return found.route().handler().apply(found.request());
        } catch (Refusal refusal) {
            return Answer.of(refusal);
        }
    }
}
