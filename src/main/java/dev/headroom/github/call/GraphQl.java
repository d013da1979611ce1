package dev.headroom.github.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.repository.GitHubFailure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * GitHub's GraphQL interface, which answers 200 for failures too and names them in {@code errors}.
 */
public final class GraphQl {
    private static final Set<GitHubFailure.Kind> REFUSALS =
            Set.of(GitHubFailure.Kind.FORBIDDEN, GitHubFailure.Kind.NOT_FOUND, GitHubFailure.Kind.REJECTED);

    private final GitHubSession session;

    public GraphQl(GitHubSession session) {
        this.session = session;
    }

    /**
     * Asks a query and returns its {@code data}; what does not exist is null in it.
     *
     * @throws GitHubFailure for every error but NOT_FOUND
     */
    public JsonNode query(String document, Map<String, ?> variables) {
        return query(document, variables, Set.of());
    }

    /** As {@link #query(String, Map)}; fields of the query that may be refused are null then. */
    public JsonNode query(String document, Map<String, ?> variables, Set<String> optional) {
        return run(document, variables, ApiRequest.Effect.READ, Set.of(GitHubFailure.Kind.NOT_FOUND), optional);
    }

    /**
     * Carries out those fields of a mutation that GitHub allows, in their order, and returns its {@code data}, in which the
     * others are null: each field of a mutation stands alone.
     *
     * @throws GitHubFailure when GitHub refuses the document as a whole, met a limit or broke down
     */
    public JsonNode mutate(String document, Map<String, ?> variables) {
        JsonNode data = run(document, variables, ApiRequest.Effect.WRITE, REFUSALS, Set.of());
        if (!data.isObject()) {
            throw new GitHubFailure(
                    GitHubFailure.Kind.REJECTED, "GitHub answered POST /graphql with a refusal of the whole mutation.");
        }
        return data;
    }

    private JsonNode run(
            String document,
            Map<String, ?> variables,
            ApiRequest.Effect effect,
            Set<GitHubFailure.Kind> tolerated,
            Set<String> optional) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("query", document);
        body.set("variables", ApiResponse.MAPPER.valueToTree(variables));
        ApiResponse response = session.send(ApiRequest.graphQl(ApiResponse.bytes(body), effect));
        JsonNode answer = response.json();
        for (JsonNode error : answer.path("errors")) {
            Optional<GitHubFailure.Kind> kind = kind(error);
            if (kind.isPresent() && kind.get() == GitHubFailure.Kind.RATE_LIMITED) {
                throw session.limited(response);
            }
            boolean spared = kind.filter(REFUSALS::contains).isPresent()
                    && optional.contains(error.at("/path/0").asText());
            if (!spared && kind.filter(tolerated::contains).isEmpty()) {
                throw failure(error, kind);
            }
        }
        return answer.path("data");
    }

    /** What an error is by its {@code type}; empty for a breakdown of GitHub's own, which has none. */
    private static Optional<GitHubFailure.Kind> kind(JsonNode error) {
        if (Refusal.isLimit(error.path("message").asText())) {
            return Optional.of(GitHubFailure.Kind.RATE_LIMITED);
        }
        return switch (error.path("type").asText()) {
            case "RATE_LIMITED", "RATE_LIMIT" -> Optional.of(GitHubFailure.Kind.RATE_LIMITED);
            case "NOT_FOUND" -> Optional.of(GitHubFailure.Kind.NOT_FOUND);
            case "FORBIDDEN", "INSUFFICIENT_SCOPES" -> Optional.of(GitHubFailure.Kind.FORBIDDEN);
            // What was to be changed has changed meanwhile: the whole job has to look again.
            case "STALE_DATA" -> Optional.of(GitHubFailure.Kind.TRANSIENT);
            // A query that the schema refuses has no type but a code: repeating it is of no use.
            case "" ->
                error.at("/extensions/code").isTextual() ? Optional.of(GitHubFailure.Kind.REJECTED) : Optional.empty();
            default -> Optional.of(GitHubFailure.Kind.REJECTED);
        };
    }

    private static GitHubFailure failure(JsonNode error, Optional<GitHubFailure.Kind> kind) {
        String reason = Refusal.known(error.path("message").asText())
                .map(known -> " (" + known + ")")
                .orElse("");
        return new GitHubFailure(
                kind.orElse(GitHubFailure.Kind.TRANSIENT),
                "GitHub answered POST /graphql with the error "
                        + kind.map(Enum::name).orElse("of its own") + reason + ".");
    }
}
