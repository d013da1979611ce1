package dev.headroom.github;

import com.fasterxml.jackson.databind.JsonNode;
import dev.headroom.github.call.GraphQl;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.ConfigurationFiles.Layer;
import dev.headroom.repository.ConfigurationFiles.RuleFile;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.repository.TreeListing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part of a GraphQL query that asks for configurations: with another query it costs no call of its own. */
final class ConfigurationQuery {
    /** What is asked of a commit. Rules are only listed, since a stranger may have written very many. */
    static final String FRAGMENT = """
            fragment configuration on Commit {
              configuration: file(path: ".github/headroom.yml") { object { ... on Blob { text } } }
              rules: file(path: ".github/headroom/rules") { object { ... on Tree { entries {
                name type object { oid ... on Blob { byteSize } }
              } } } }
            }
            """;

    /** Of all of an owner's repositories; a field of the query itself, with the variable {@code $owner}. */
    static final String ORGANISATION = """
            organisation: repository(owner: $owner, name: ".github") {
              defaultBranchRef { target { ...configuration } }
            }
            """;

    /** What may fail without harm: an organisation need not let the App see its defaults. */
    static final Set<String> OPTIONAL = Set.of("organisation");

    private static final String DOCUMENT = """
            query Configuration($owner: String!, $name: String!, $sha: GitObjectID!) {
              repository(owner: $owner, name: $name) { object(oid: $sha) { ...configuration } }
              %s
            }
            """.formatted(ORGANISATION) + FRAGMENT;

    private ConfigurationQuery() {}

    static Optional<ConfigurationFiles> read(GraphQl graphQl, RepositoryRef repository, String commitSha) {
        JsonNode data = graphQl.query(
                DOCUMENT, Map.of("owner", repository.owner(), "name", repository.name(), "sha", commitSha), OPTIONAL);
        JsonNode commit = data.at("/repository/object");
        return commit.isObject() ? Optional.of(files(commit, data)) : Optional.empty();
    }

    /** @param commit with the fragment's fields */
    static ConfigurationFiles files(JsonNode commit, JsonNode data) {
        return new ConfigurationFiles(layer(commit), layer(data.at("/organisation/defaultBranchRef/target")));
    }

    private static Layer layer(JsonNode commit) {
        JsonNode file = commit.at("/configuration/object");
        List<RuleFile> rules = new ArrayList<>();
        for (JsonNode entry : commit.at("/rules/object/entries")) {
            String name = entry.path("name").asText();
            if (entry.path("type").asText().equals("blob") && (name.endsWith(".yaml") || name.endsWith(".yml"))) {
                rules.add(new RuleFile(
                        ConfigurationFiles.RULES + "/" + name,
                        new TreeListing.Entry(
                                entry.at("/object/oid").asText(),
                                entry.at("/object/byteSize").asLong())));
            }
        }
        return new Layer(
                file.path("text").isTextual() ? Optional.of(file.path("text").asText()) : Optional.empty(), rules);
    }
}
