package dev.headroom.demo.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Queries as the stand-in's GraphQL interface reads and answers them. */
class GraphObjectTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<GraphObject> COMMENTS = IntStream.rangeClosed(1, 3)
            .mapToObj(number -> new GraphObject("Comment").with("body", () -> "comment " + number))
            .toList();
    private static final GraphObject ROOT = new GraphObject("Query")
            .withArguments(
                    "hello", arguments -> "hello " + arguments.get("name").asText())
            .with("blob", () -> new GraphObject("Blob").with("text", () -> "package main"))
            .with("nothing", () -> null)
            .withConnection("comments", () -> COMMENTS);

    private static String answer(String query, String variables) throws Exception {
        JsonNode values = JSON.readTree(variables);
        GraphQlDocument document = GraphQlDocument.read(query, values);
        return JSON.writeValueAsString(ROOT.select(document.selections(), document.fragments()));
    }

    @Test
    void fillsInVariablesAndNamesFieldsByTheirAliases() throws Exception {
        assertThat(answer("""
                query Hello($name: String!) { # greets
                  first: hello(name: $name)
                  hello(name: "World")
                  nothing { anything }
                }
                """, "{\"name\": \"Robin\"}"))
                .isEqualTo("{\"first\":\"hello Robin\",\"hello\":\"hello World\",\"nothing\":null}");
    }

    @Test
    void takesTheFragmentsOfTheObjectsType() throws Exception {
        assertThat(answer("""
                { blob { __typename ...content ... on Commit { oid } ... on Blob { copy: text } } }
                fragment content on Blob { text }
                """, "{}"))
                .isEqualTo("{\"blob\":{\"__typename\":\"Blob\",\"text\":\"package main\",\"copy\":\"package main\"}}");
    }

    @Test
    void leavesOutWhatADirectiveExcludes() throws Exception {
        assertThat(answer(
                        "query Q($with: Boolean!) { hello(name: \"a\") @include(if: $with) blob @skip(if: $with) { text } }",
                        "{\"with\": false}"))
                .isEqualTo("{\"blob\":{\"text\":\"package main\"}}");
        assertThat(answer("query Q($with: Boolean!) { blob @skip(if: $with) { text } }", "{\"with\": true}"))
                .isEqualTo("{}");
    }

    @Test
    void givesConnectionsPageByPage() throws Exception {
        String query = "query C($after: String) { comments(first: 2, after: $after) { totalCount nodes { body }"
                + " pageInfo { hasNextPage endCursor } } }";

        assertThat(answer(query, "{}"))
                .isEqualTo(
                        "{\"comments\":{\"totalCount\":3,\"nodes\":[{\"body\":\"comment 1\"},{\"body\":\"comment 2\"}],"
                                + "\"pageInfo\":{\"hasNextPage\":true,\"endCursor\":\"c2\"}}}");
        assertThat(answer(query, "{\"after\": \"c2\"}"))
                .contains("\"nodes\":[{\"body\":\"comment 3\"}]")
                .contains("\"hasNextPage\":false");
    }

    @Test
    void refusesWhatTheSchemaDoesNotHave() {
        assertThatThrownBy(() -> answer("{ blob { colour } }", "{}"))
                .hasMessage("Field 'colour' doesn't exist on type 'Blob'");
        assertThatThrownBy(() -> answer("{ comments { totalCount } }", "{}")).hasMessageContaining("`first`");
        assertThatThrownBy(() -> answer("{ blob { text }", "{}")).hasMessage("The document ends too early");
        assertThatThrownBy(() -> answer("{ blob ; }", "{}")).hasMessage("Unexpected character at offset 7");
    }
}
