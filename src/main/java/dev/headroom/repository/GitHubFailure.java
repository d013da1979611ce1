package dev.headroom.repository;

import java.time.Instant;
import java.util.Optional;

/**
 * GitHub did not do what it was asked. The message is one sentence that names the call and the answer, and holds neither
 * a secret nor text of the repository.
 */
public final class GitHubFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the caller can do about it. */
    public enum Kind {
        /** No answer, a server error, or an answer cut short: try the whole job again later. */
        TRANSIENT,
        /** A primary or secondary limit: try again, not before {@link #retryAt()}. */
        RATE_LIMITED,
        /** 422: GitHub refuses the content. */
        REJECTED,
        /** 403 without a limit: a permission is missing. */
        FORBIDDEN,
        /** 404 or 410: gone, or not for this installation. */
        NOT_FOUND,
        /** A suspended or removed installation, an App or a person that GitHub does not know. */
        UNAUTHORIZED
    }

    private final Kind kind;
    private final transient Optional<Instant> retryAt;

    public GitHubFailure(Kind kind, String message, Optional<Instant> retryAt, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.retryAt = retryAt;
    }

    public GitHubFailure(Kind kind, String message) {
        super(message);
        this.kind = kind;
        this.retryAt = Optional.empty();
    }

    public Kind kind() {
        return kind;
    }

    /** When a limit ends, as far as GitHub said. */
    public Optional<Instant> retryAt() {
        return retryAt;
    }
}
