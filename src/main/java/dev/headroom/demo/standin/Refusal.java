package dev.headroom.demo.standin;

import java.util.List;

/** An answer of GitHub that says no, thrown from wherever the request is found wanting. */
final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final transient List<?> errors;

    Refusal(int status, String message) {
        this(status, message, List.of());
    }

    private Refusal(int status, String message, List<?> errors) {
        super(message, null, false, false);
        this.status = status;
        this.errors = errors;
    }

    static Refusal notFound() {
        return new Refusal(404, "Not Found");
    }

    static Refusal unauthorized(String message) {
        return new Refusal(401, message);
    }

    /** 422 with what is wrong, each in GitHub's words. */
    static Refusal unprocessable(String... errors) {
        return new Refusal(422, "Unprocessable Entity", List.of(errors));
    }

    int status() {
        return status;
    }

    List<?> errors() {
        return errors;
    }
}
