package dev.headroom.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A push that brings another configuration: to the default branch, and to a file {@code .github/headroom*}. */
final class ConfigurationPush {
    private static final String FILES = ".github/headroom";
    private static final String BRANCHES = "refs/heads/";
    private static final Pattern SHA = Pattern.compile("(?!0+$)[0-9a-f]{40,64}");

    private ConfigurationPush() {}

    /** The commit that it leads to; empty for any other push, and where the branch is deleted. */
    static Optional<String> commit(JsonNode push) {
        return Optional.of(push.path("after").asText())
                .filter(sha -> toDefaultBranch(push) && SHA.matcher(sha).matches() && touches(push));
    }

    /** Whether it is one to the default branch. */
    static boolean toDefaultBranch(JsonNode push) {
        String branch = push.at("/repository/default_branch").asText();
        return !branch.isEmpty() && push.path("ref").asText().equals(BRANCHES + branch);
    }

    private static boolean touches(JsonNode push) {
        for (JsonNode commit : push.path("commits")) {
            boolean touched = Stream.of("added", "modified", "removed")
                    .flatMap(list -> commit.path(list).valueStream())
                    .anyMatch(path -> path.asText().startsWith(FILES));
            if (touched) {
                return true;
            }
        }
        return false;
    }
}
