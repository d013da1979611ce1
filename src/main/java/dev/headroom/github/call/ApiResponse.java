package dev.headroom.github.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.headroom.repository.GitHubFailure;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An answer of GitHub, its body read whole and unpacked. */
public record ApiResponse(ApiRequest request, int status, HttpHeaders headers, byte[] body) {
    public static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Pattern NEXT_PAGE = Pattern.compile("<([^<>]*)>;\\s*rel=\"next\"");

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    OptionalLong number(String header) {
        try {
            return header(header)
                    .map(value -> OptionalLong.of(Long.parseLong(value.strip())))
                    .orElseGet(OptionalLong::empty);
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }

    /** The address of the next page of a list, from the header {@code Link}. */
    public Optional<String> nextPage() {
        return header("link").map(NEXT_PAGE::matcher).filter(Matcher::find).map(link -> link.group(1));
    }

    /** What GitHub counts the request under. */
    String resource() {
        return header("x-ratelimit-resource").orElse(request.resource());
    }

    boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The body as JSON; {@link GitHubFailure.Kind#TRANSIENT} where it is none, as when a proxy answers. */
    public JsonNode json() {
        try {
            return MAPPER.readTree(body);
        } catch (IOException e) {
            // Jackson's message quotes the body.
            throw new GitHubFailure(
                    GitHubFailure.Kind.TRANSIENT,
                    "GitHub answered " + request.title() + " with something else than JSON.");
        }
    }

    public static byte[] bytes(JsonNode json) {
        try {
            return MAPPER.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A JSON tree can always be written.", e);
        }
    }

    @Override
    public String toString() {
        return "ApiResponse[" + request.title() + " " + status + ", " + body.length + " bytes]";
    }
}
