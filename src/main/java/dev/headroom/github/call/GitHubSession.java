package dev.headroom.github.call;

import dev.headroom.repository.GitHubFailure;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * One caller's way to GitHub, the App itself or one of its installations: credentials, limits, cached answers and the
 * few repetitions that are harmless. Everything sent to GitHub goes through here.
 */
public final class GitHubSession {
    private static final int MOST_REPETITIONS = 2;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(250);

    private final long caller;
    private final Credentials credentials;
    private final CallLimits limits;
    private final HttpTransport transport;
    private final ResponseCache cache;
    private final GitHubCallListener listener;
    private final Sleeper sleeper;

    /** @param caller the installation's id, 0 for the App itself */
    public GitHubSession(
            long caller,
            Credentials credentials,
            CallLimits limits,
            HttpTransport transport,
            ResponseCache cache,
            GitHubCallListener listener,
            Sleeper sleeper) {
        this.caller = caller;
        this.credentials = credentials;
        this.limits = limits;
        this.transport = transport;
        this.cache = cache;
        this.listener = listener;
        this.sleeper = sleeper;
    }

    /**
     * Sends a request and returns its successful answer.
     *
     * @throws GitHubFailure for every other outcome
     */
    public ApiResponse send(ApiRequest request) {
        ApiResponse response = limits.inTurn(request, () -> deliver(request));
        if (response.successful()) {
            return response;
        }
        throw Refusal.isLimit(response) ? limits.refused(response) : refused(response);
    }

    /**
     * A token that was just made is not known everywhere at GitHub at once, and one for an installation is refused when this
     * machine's clock is wrong or the App's key was replaced: what waits must not end because of that.
     */
    private GitHubFailure refused(ApiResponse response) {
        GitHubFailure failure = Refusal.failure(response);
        boolean passes = caller > 0 || response.request().effect() == ApiRequest.Effect.GRANT;
        return response.status() == 401 && passes
                ? new GitHubFailure(GitHubFailure.Kind.TRANSIENT, failure.getMessage())
                : failure;
    }

    /** The failure for an answer whose status is a success but whose body says that a limit was met (GraphQL). */
    GitHubFailure limited(ApiResponse response) {
        return limits.refused(response);
    }

    private ApiResponse deliver(ApiRequest request) {
        boolean renewed = false;
        int repetitions = 0;
        while (true) {
            limits.check(request);
            String bearer = credentials.bearer();
            Optional<ApiResponse> response = attempt(request, bearer, repetitions);
            if (response.isPresent() && response.get().status() == 401 && !renewed) {
                // 401 means that nothing was done, so even a write may go again.
                credentials.reject(bearer);
                renewed = true;
            } else if (response.isPresent() && !worthRepeating(response.get(), repetitions)) {
                return response.get();
            } else {
                pause(request, repetitions++);
            }
        }
    }

    private boolean worthRepeating(ApiResponse response, int repetitions) {
        return response.status() >= 500
                && response.request().repeatable()
                && repetitions < MOST_REPETITIONS
                && response.header("retry-after").isEmpty();
    }

    /** One exchange; empty when the connection broke and the request may be repeated. */
    private Optional<ApiResponse> attempt(ApiRequest request, String bearer, int repetitions) {
        try {
            return Optional.of(exchange(request, bearer));
        } catch (HttpTimeoutException e) {
            throw lost(request, "in time", e);
        } catch (IOException e) {
            if (request.repeatable() && repetitions < MOST_REPETITIONS) {
                return Optional.empty();
            }
            throw lost(request, "whole", e);
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    private ApiResponse exchange(ApiRequest request, String bearer) throws IOException, InterruptedException {
        Optional<ApiResponse> known = cache.find(caller, request);
        long start = System.nanoTime();
        int status = 0;
        try {
            ApiResponse response = transport.exchange(request, bearer, known.flatMap(answer -> answer.header("etag")));
            status = response.status();
            limits.observe(response);
            response.number("x-ratelimit-remaining")
                    .ifPresent(remaining -> listener.remaining(caller, response.resource(), remaining));
            if (status == 304 && known.isPresent()) {
                return known.get();
            }
            cache.keep(caller, response);
            return response;
        } finally {
            listener.called(request.method(), request.route(), status, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private void pause(ApiRequest request, int repetitions) {
        try {
            sleeper.sleep(FIRST_PAUSE.multipliedBy(1L << (2 * repetitions)));
        } catch (InterruptedException e) {
            throw interrupted(request, e);
        }
    }

    private static GitHubFailure interrupted(ApiRequest request, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new GitHubFailure(
                GitHubFailure.Kind.TRANSIENT, request.title() + " was interrupted.", Optional.empty(), e);
    }

    private static GitHubFailure lost(ApiRequest request, String how, IOException cause) {
        return new GitHubFailure(
                GitHubFailure.Kind.TRANSIENT,
                "GitHub did not answer " + request.title() + " " + how + ".",
                Optional.empty(),
                cause);
    }
}
