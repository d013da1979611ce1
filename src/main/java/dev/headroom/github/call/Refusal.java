package dev.headroom.github.call;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.repository.GitHubFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What an answer without success means.
 *
 * <p>GitHub's own words may quote a repository, so only sentences known beforehand are passed on.
 */
final class Refusal {
    private static final List<String> LIMIT_WORDS = List.of(
            "secondary rate limit",
            "api rate limit exceeded",
            "rate limit exceeded",
            "abuse detection",
            // Reviews and comments: 422 where others answer 403.
            "submitted too quickly");

    private static final List<String> KNOWN_SENTENCES = List.of(
            "Bad credentials",
            "A JSON web token could not be decoded",
            "'Expiration time' claim ('exp') is too far in the future",
            "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
            "Integration not found",
            "This installation has been suspended",
            "Resource not accessible by integration",
            "Resource protected by organization SAML enforcement",
            "Repository access blocked",
            "Repository was archived so is read-only",
            "Git Repository is empty",
            "No commit found for SHA",
            "Not Found",
            "Validation Failed",
            "Unprocessable Entity",
            "Line could not be resolved",
            "Start line could not be resolved",
            "Path could not be resolved",
            "Pull request review thread line must be part of the diff",
            "Pull request review thread start line must be part of the same hunk as the line",
            "Body is too long",
            "Body cannot be blank",
            "User can only have one pending review per pull request",
            "Can not request changes on your own pull request",
            "Review Can not request changes on your own pull request",
            "commit_id has been locked",
            "Lock prevents review",
            "Unable to create comment because issue is locked",
            "Can not dismiss a");

    private Refusal() {}

    /** Whether an answer says that a primary or secondary limit was met. */
    static boolean isLimit(ApiResponse response) {
        return switch (response.status()) {
            case 429 -> true;
            case 403 ->
                response.header("retry-after").isPresent()
                        || response.number("x-ratelimit-remaining").orElse(1) == 0
                        || saysLimit(response);
            case 422 -> saysLimit(response);
            default -> false;
        };
    }

    static boolean isLimit(String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return LIMIT_WORDS.stream().anyMatch(lower::contains);
    }

    private static boolean saysLimit(ApiResponse response) {
        return messages(response).stream().anyMatch(Refusal::isLimit);
    }

    /** The failure for an answer that is neither a success nor a limit. */
    static GitHubFailure failure(ApiResponse response) {
        List<String> known = messages(response).stream()
                .flatMap(text -> known(text).stream())
                .toList();
        String reason = known.isEmpty() ? "" : known.stream().distinct().collect(Collectors.joining("; ", " (", ")"));
        return new GitHubFailure(
                kind(response, known),
                "GitHub answered " + response.status() + reason + " to "
                        + response.request().title() + requestId(response) + ".");
    }

    /** The part of a message that is known not to quote anything. */
    static Optional<String> known(String message) {
        return KNOWN_SENTENCES.stream().filter(message::startsWith).findFirst();
    }

    private static GitHubFailure.Kind kind(ApiResponse response, List<String> known) {
        return switch (response.status()) {
            case 401 -> GitHubFailure.Kind.UNAUTHORIZED;
            case 403 ->
                known.contains("This installation has been suspended")
                        ? GitHubFailure.Kind.UNAUTHORIZED
                        : GitHubFailure.Kind.FORBIDDEN;
            case 404, 410, 451 -> GitHubFailure.Kind.NOT_FOUND;
            case 408 -> GitHubFailure.Kind.TRANSIENT;
            default -> response.status() >= 500 ? GitHubFailure.Kind.TRANSIENT : GitHubFailure.Kind.REJECTED;
        };
    }

    /** GitHub's support asks for it; it is made of hexadecimal digits and colons. */
    private static String requestId(ApiResponse response) {
        return response.header("x-github-request-id")
                .filter(id -> id.matches("[0-9A-Fa-f:]{1,80}"))
                .map(id -> ", request " + id)
                .orElse("");
    }

    /** {@code message} and {@code errors[]}, which holds strings or objects with a {@code message}. */
    private static List<String> messages(ApiResponse response) {
        JsonNode answer;
        try {
            answer = ApiResponse.MAPPER.readTree(response.body());
        } catch (IOException e) {
            return List.of();
        }
        List<String> messages = new ArrayList<>();
        messages.add(answer.path("message").asText());
        for (JsonNode error : answer.path("errors")) {
            messages.add(
                    error.isTextual() ? error.asText() : error.path("message").asText());
        }
        return messages;
    }
}
