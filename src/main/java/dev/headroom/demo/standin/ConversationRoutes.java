package dev.headroom.demo.standin;

import static dev.headroom.demo.standin.Router.Access.INSTALLATION;

import java.util.Map;
import java.util.Set;

/** The routes of the conversation on a pull request: comments, reactions, and who may write. */
final class ConversationRoutes {
    private static final Set<String> WRITERS = Set.of("robin", "kim");
    private static final Set<String> REACTIONS =
            Set.of("+1", "-1", "laugh", "confused", "heart", "hooray", "rocket", "eyes");

    private final HostedRepository repository;
    private final String appLogin;

    ConversationRoutes(HostedRepository repository, String appLogin) {
        this.repository = repository;
        this.appLogin = appLogin;
    }

    void addTo(Router router) {
        String issues = "/repos/{owner}/{repo}/issues";
        router.add("GET", "/repos/{owner}/{repo}/collaborators/{login}/permission", INSTALLATION, request -> {
            String permission = WRITERS.contains(request.param("login")) ? "write" : "read";
            return Answer.ok(Map.of("permission", permission, "role_name", permission));
        });
        router.add("POST", issues + "/comments/{comment}/reactions", INSTALLATION, this::react);
        router.add("PATCH", issues + "/comments/{comment}", INSTALLATION, this::edit);
        router.add("POST", issues + "/{number}/comments", INSTALLATION, this::reply);
    }

    private Answer react(ApiRequest request) {
        String content = request.json().path("content").asText();
        if (!REACTIONS.contains(content)) {
            throw Refusal.unprocessable("content is not a valid reaction");
        }
        PostedReply.Reaction reaction = new PostedReply.Reaction(request.number("comment"), content);
        boolean added = repository.reactions.add(reaction);
        return Answer.json(added ? 201 : 200, Map.of("id", repository.reactions.size(), "content", content));
    }

    private Answer reply(ApiRequest request) {
        HostedPullRequest pull = repository.pull(request.number("number"));
        return Answer.json(201, document(pull.reply(appLogin, body(request))));
    }

    private Answer edit(ApiRequest request) {
        long id = request.number("comment");
        for (HostedPullRequest pull : repository.pulls.values()) {
            PostedReply earlier = pull.replies.get(id);
            if (earlier != null) {
                PostedReply edited = earlier.withBody(body(request));
                pull.replies.put(id, edited);
                return Answer.ok(document(edited));
            }
        }
        throw Refusal.notFound();
    }

    private static String body(ApiRequest request) {
        String body = request.json().path("body").asText();
        if (body.isBlank()) {
            throw Refusal.unprocessable("Body cannot be blank");
        }
        return body;
    }

    private static Map<String, Object> document(PostedReply reply) {
        return Map.of("id", reply.id(), "body", reply.body(), "user", Documents.user(reply.author(), "Bot"));
    }
}
