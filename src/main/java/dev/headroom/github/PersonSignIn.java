package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.github.call.ApiRequest;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.github.call.GitHubUrls;
import dev.headroom.repository.GitHubFailure;
import dev.headroom.signin.Gatekeeper;
import dev.headroom.signin.Person;
import dev.headroom.signin.UserToken;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signs people in by the App's web flow, and asks GitHub in their name. */
final class PersonSignIn implements Gatekeeper {
    private static final Logger LOG = LoggerFactory.getLogger(PersonSignIn.class);
    private static final int PAGE = 100;
    /** A person with more repositories than these finds the others by their addresses. */
    private static final int MOST_PAGES = 10;

    private final GitHubSessions sessions;
    private final GitHubUrls urls;
    private final String clientId;
    private final String clientSecret;

    PersonSignIn(GitHubSessions sessions, GitHubUrls urls, String clientId, String clientSecret) {
        this.sessions = sessions;
        this.urls = urls;
        this.clientId = clientId;
        this.clientSecret = clientSecret;
    }

    @Override
    public URI page(String state, String challenge, Optional<URI> back) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("client_id", clientId);
        query.put("state", state);
        query.put("code_challenge", challenge);
        query.put("code_challenge_method", "S256");
        back.ifPresent(address -> query.put("redirect_uri", address.toString()));
        return URI.create(urls.web() + "/login/oauth/authorize?"
                + query.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    @Override
    public UserToken exchange(String code, String verifier, Optional<URI> back) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("client_id", clientId);
        body.put("client_secret", clientSecret);
        body.put("code", code);
        body.put("code_verifier", verifier);
        back.ifPresent(address -> body.put("redirect_uri", address.toString()));
        JsonNode answer = sessions.by("")
                .send(ApiRequest.userToken(ApiResponse.bytes(body)))
                .json();
        String token = answer.path("access_token").asText();
        if (token.isEmpty()) {
            // Errors come with status 200; their words may quote the code.
            throw switch (answer.path("error").asText()) {
                case "incorrect_client_credentials", "redirect_uri_mismatch" ->
                    new GitHubFailure(
                            GitHubFailure.Kind.FORBIDDEN,
                            "GitHub does not accept HEADROOM_CLIENT_ID with HEADROOM_CLIENT_SECRET, or the callback URL of"
                                    + " the App is another one.");
                default ->
                    new GitHubFailure(
                            GitHubFailure.Kind.REJECTED, "GitHub does not accept the code of a sign-in any more.");
            };
        }
        long seconds = answer.path("expires_in").asLong();
        return new UserToken(token, seconds > 0 ? Optional.of(Duration.ofSeconds(seconds)) : Optional.empty());
    }

    @Override
    public Person person(UserToken token) {
        JsonNode user = send(token, ApiRequest.get("/user"));
        long id = user.path("id").asLong();
        String login = user.path("login").asText();
        if (id <= 0 || login.isEmpty()) {
            throw new GitHubFailure(GitHubFailure.Kind.TRANSIENT, "GitHub did not say who signs in.");
        }
        return new Person(id, login);
    }

    @Override
    public Optional<String> repository(UserToken token, String owner, String name) {
        return found(() -> send(token, ApiRequest.get("/repos/{owner}/{repo}", owner, name)))
                .map(repository -> repository.path("full_name").asText());
    }

    @Override
    public boolean mayWrite(UserToken token, String owner, String name) {
        return found(() -> send(token, ApiRequest.get("/repos/{owner}/{repo}", owner, name)))
                .filter(repository ->
                        repository.path("permissions").path("push").asBoolean())
                .isPresent();
    }

    @Override
    public List<String> repositories(UserToken token) {
        List<String> names = new ArrayList<>();
        JsonNode installations =
                send(token, ApiRequest.get("/user/installations").query("per_page", PAGE));
        for (JsonNode installation : installations.path("installations")) {
            long id = installation.path("id").asLong();
            for (int page = 1; page <= MOST_PAGES; page++) {
                JsonNode repositories = send(
                                token,
                                ApiRequest.get("/user/installations/{installation_id}/repositories", id)
                                        .query("per_page", PAGE)
                                        .query("page", page))
                        .path("repositories");
                repositories.forEach(each -> names.add(each.path("full_name").asText()));
                if (repositories.size() < PAGE) {
                    break;
                }
            }
        }
        return List.copyOf(names);
    }

    @Override
    public boolean isMember(UserToken token, Person person, Team team) {
        return found(() -> membership(token, person, team))
                .filter(membership -> membership.path("state").asText().equals("active"))
                .isPresent();
    }

    private JsonNode membership(UserToken token, Person person, Team team) {
        try {
            return send(
                    token,
                    ApiRequest.get(
                            "/orgs/{org}/teams/{team_slug}/memberships/{username}",
                            team.organisation(),
                            team.slug(),
                            person.login()));
        } catch (GitHubFailure e) {
            if (e.kind() == GitHubFailure.Kind.FORBIDDEN) {
                LOG.warn(
                        "who is in the team {}/{} is not told: the App lacks the permission 'Members: read' there",
                        team.organisation(),
                        team.slug());
            }
            throw e;
        }
    }

    private JsonNode send(UserToken token, ApiRequest request) {
        return sessions.by(token.value()).send(request).json();
    }

    /** The answer; none where GitHub says that there is nothing, or nothing for this person. */
    private static Optional<JsonNode> found(Question question) {
        try {
            return Optional.of(question.ask());
        } catch (GitHubFailure e) {
            if (e.kind() == GitHubFailure.Kind.NOT_FOUND || e.kind() == GitHubFailure.Kind.FORBIDDEN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /** A call to GitHub. */
    @FunctionalInterface
    private interface Question {
        JsonNode ask();
    }
}
