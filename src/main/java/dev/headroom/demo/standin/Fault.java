package dev.headroom.demo.standin;

import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * A trouble that meets the next request of one kind, once.
 *
 * @param method such as {@code POST}
 * @param path a pattern found in the path, such as {@code /reviews$}
 * @param status what is answered; 0 cuts the connection
 * @param handled whether the request is carried out first, so that only its answer is lost
 */
public record Fault(String method, Pattern path, int status, boolean handled) implements Predicate<ApiRequest> {

    /** Answers with this status and does nothing. */
    public static Fault refuse(String method, String path, int status) {
        return new Fault(method, Pattern.compile(path), status, false);
    }

    /** Cuts the connection before anything is done. */
    public static Fault reset(String method, String path) {
        return new Fault(method, Pattern.compile(path), 0, false);
    }

    /** Does what was asked and cuts the connection instead of answering. */
    public static Fault loseAnswer(String method, String path) {
        return new Fault(method, Pattern.compile(path), 0, true);
    }

    @Override
    public boolean test(ApiRequest request) {
        return request.method().equals(method) && path.matcher(request.path()).find();
    }
}
