package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.github.call.GraphQl;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.GitHubFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a pull request with the App's own reviews and threads, and the configuration of its base branch: one GraphQL
 * call for each hundred of reviews or threads.
 */
final class PullRequestQuery {
    private static final int MOST_PAGES = 50;

    /** A thread with more comments than are listed is one that others have joined. */
    private static final String DOCUMENT = """
            query PullRequest($owner: String!, $name: String!, $number: Int!, $withReviews: Boolean!, $reviewsAfter: String, $withThreads: Boolean!, $threadsAfter: String, $app: Int!) {
              viewer { login }
              repository(owner: $owner, name: $name) {
                pullRequest(number: $number) {
                  id state isDraft headRefOid baseRefOid baseRefName isCrossRepository viewerDidAuthor
                  author { __typename login }
                  baseRef { target { ...configuration } }
                  commits(last: 1) { nodes { commit { checkSuites(first: 10, filterBy: {appId: $app}) { nodes {
                    checkRuns(first: 1) { totalCount }
                  } } } } }
                  reviews(first: 100, after: $reviewsAfter) @include(if: $withReviews) {
                    pageInfo { hasNextPage endCursor }
                    nodes { id fullDatabaseId state body viewerDidAuthor author { __typename login } commit { oid } }
                  }
                  reviewThreads(first: 100, after: $threadsAfter) @include(if: $withThreads) {
                    pageInfo { hasNextPage endCursor }
                    nodes {
                      id path isResolved isOutdated resolvedBy { login }
                      opening: comments(first: 1) { nodes { id body viewerDidAuthor author { __typename login } } }
                      comments(first: 20) { totalCount nodes { viewerDidAuthor author { __typename login } } }
                    }
                  }
                }
              }
              %s
            }
            """.formatted(ConfigurationQuery.ORGANISATION) + ConfigurationQuery.FRAGMENT;

    private final GraphQl graphQl;
    private final AppIdentity app;

    PullRequestQuery(GraphQl graphQl, AppIdentity app) {
        this.graphQl = graphQl;
        this.app = app;
    }

    /** The pull request; empty when it, or its repository, is gone or out of reach. */
    Optional<PullRequestSnapshot> read(PullRequestRef ref) {
        Page reviews = new Page("reviews");
        Page threads = new Page("reviewThreads");
        JsonNode first = null;
        String viewer = "";
        ConfigurationFiles configuration = ConfigurationFiles.NONE;
        for (int page = 0; reviews.unfinished || threads.unfinished; page++) {
            if (page == MOST_PAGES) {
                throw new GitHubFailure(
                        GitHubFailure.Kind.REJECTED, ref.key() + " has more reviews than the App reads.");
            }
            JsonNode data = graphQl.query(DOCUMENT, variables(ref, reviews, threads), ConfigurationQuery.OPTIONAL);
            JsonNode pull = data.at("/repository/pullRequest");
            if (!pull.isObject()) {
                return Optional.empty();
            }
            if (first == null) {
                first = pull;
                configuration = ConfigurationQuery.files(pull.at("/baseRef/target"), data);
            }
            viewer = data.at("/viewer/login").asText();
            reviews.add(pull);
            threads.add(pull);
        }
        return Optional.of(snapshot(ref, first, new Self(viewer), reviews.nodes, threads.nodes, configuration));
    }

    private Map<String, Object> variables(PullRequestRef ref, Page reviews, Page threads) {
        Map<String, Object> variables = new HashMap<>();
        variables.put("owner", ref.repository().owner());
        variables.put("name", ref.repository().name());
        variables.put("number", ref.number());
        variables.put("app", app.id());
        variables.put("withReviews", reviews.unfinished);
        variables.put("withThreads", threads.unfinished);
        reviews.cursor.ifPresent(cursor -> variables.put("reviewsAfter", cursor));
        threads.cursor.ifPresent(cursor -> variables.put("threadsAfter", cursor));
        return variables;
    }

    private static PullRequestSnapshot snapshot(
            PullRequestRef ref,
            JsonNode pull,
            Self self,
            List<JsonNode> reviews,
            List<JsonNode> threads,
            ConfigurationFiles configuration) {
        return new PullRequestSnapshot(
                ref,
                pull.path("id").asText(),
                pull.path("state").asText().equals("OPEN"),
                pull.path("isDraft").asBoolean(),
                pull.path("headRefOid").asText(),
                pull.path("baseRefOid").asText(),
                pull.path("baseRefName").asText(),
                pull.path("isCrossRepository").asBoolean(),
                self.wrote(pull),
                reviews.stream()
                        .filter(self::wrote)
                        .map(PullRequestQuery::review)
                        .toList(),
                threads.stream()
                        .filter(thread -> self.wrote(thread.at("/opening/nodes/0")))
                        .map(thread -> thread(thread, self))
                        .toList(),
                checkedBefore(pull.at("/commits/nodes/0/commit/checkSuites/nodes")),
                configuration);
    }

    private static boolean checkedBefore(JsonNode suites) {
        int checkRuns = 0;
        for (JsonNode suite : suites) {
            checkRuns += suite.at("/checkRuns/totalCount").asInt();
        }
        return checkRuns > 0;
    }

    private static Optional<String> text(JsonNode node) {
        return node.isTextual() ? Optional.of(node.asText()) : Optional.empty();
    }

    private static OwnReview review(JsonNode review) {
        return new OwnReview(
                review.path("fullDatabaseId").asLong(),
                review.path("id").asText(),
                OwnReview.State.valueOf(review.path("state").asText()),
                review.path("body").asText(),
                text(review.at("/commit/oid")));
    }

    private static OwnThread thread(JsonNode thread, Self self) {
        JsonNode comments = thread.path("comments");
        boolean discussed =
                comments.path("totalCount").asInt() > comments.path("nodes").size();
        for (JsonNode comment : comments.path("nodes")) {
            discussed |= !self.wrote(comment);
        }
        return new OwnThread(
                thread.path("id").asText(),
                thread.at("/opening/nodes/0/id").asText(),
                thread.path("path").asText(),
                thread.path("isResolved").asBoolean(),
                thread.path("isOutdated").asBoolean(),
                self.is(thread.at("/resolvedBy/login").asText()),
                discussed,
                thread.at("/opening/nodes/0/body").asText());
    }

    /** The App's own account, whose login GitHub writes with {@code [bot]} in some places and without in others. */
    record Self(String login) {
        /** Whether a login of which GitHub does not tell the kind is the App's; it calls who resolves a thread a user. */
        boolean is(String other) {
            return !other.isEmpty() && bare(other).equals(bare(login));
        }

        boolean wrote(JsonNode authored) {
            JsonNode author = authored.path("author");
            return authored.path("viewerDidAuthor").asBoolean()
                    || (author.path("__typename").asText().equals("Bot")
                            && is(author.path("login").asText()));
        }

        private static String bare(String login) {
            return login.endsWith("[bot]") ? login.substring(0, login.length() - "[bot]".length()) : login;
        }
    }

    /** A connection that is read page by page. */
    private static final class Page {
        private final String connection;
        private final List<JsonNode> nodes = new ArrayList<>();
        private boolean unfinished = true;
        private Optional<String> cursor = Optional.empty();

        Page(String connection) {
            this.connection = connection;
        }

        void add(JsonNode pull) {
            if (unfinished) {
                JsonNode page = pull.path(connection);
                page.path("nodes").forEach(nodes::add);
                unfinished = page.at("/pageInfo/hasNextPage").asBoolean();
                cursor = Optional.of(page.at("/pageInfo/endCursor").asText());
            }
        }
    }
}
