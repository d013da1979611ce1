package dev.headroom.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.headroom.demo.standin.DemoRepository;
import dev.headroom.demo.standin.StandInGitHub;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The payloads in {@code webhook-fixtures/} are such as GitHub sends, and speak of the demo's repository. */
class WebhookFixturesTest {
    private static final Path FIXTURES = Path.of("webhook-fixtures");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);

    static List<String> names() throws IOException {
        try (var files = Files.list(FIXTURES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void areValidByTheSchemaOfGitHubsWebhooks(String name) throws IOException {
        String definition = name.contains(".") ? name.replace('.', '$') : name + "$event";
        ObjectNode schema = schema();
        assertThat(schema.path("definitions").has(definition)).as(definition).isTrue();
        schema.putArray("allOf").addObject().put("$ref", "#/definitions/" + definition);

        assertThat(SCHEMAS.getSchema(schema.toString(), InputFormat.JSON)
                        .validate(Files.readString(FIXTURES.resolve(name + ".json")), InputFormat.JSON))
                .isEmpty();
    }

    private static ObjectNode schema() throws IOException {
        try (InputStream in = WebhookFixturesTest.class.getResourceAsStream("/github/webhook-schema.json")) {
            return (ObjectNode) JSON.readTree(in);
        }
    }

    @Test
    void areListedInTheirReadme() throws IOException {
        String readme = Files.readString(FIXTURES.resolve("README.md"));

        assertThat(names()).isNotEmpty().allSatisfy(name -> assertThat(readme).contains("`" + name + ".json`"));
    }

    @Test
    void nameTheCommitsOfTheDemosRepository() throws IOException {
        try (DemoRepository files = DemoRepository.load()) {
            assertThat(text("pull_request.opened", "/pull_request/head/sha")).isEqualTo(files.opened());
            assertThat(text("pull_request.opened", "/pull_request/base/sha")).isEqualTo(files.main());
            assertThat(text("pull_request.synchronize", "/before")).isEqualTo(files.opened());
            assertThat(text("pull_request.synchronize", "/after")).isEqualTo(files.synchronize());
            assertThat(text("pull_request.synchronize", "/pull_request/head/sha"))
                    .isEqualTo(files.synchronize());
            assertThat(text("pull_request.closed", "/pull_request/head/sha")).isEqualTo(files.synchronize());
            assertThat(text("push", "/before")).isEqualTo(files.mergeBase());
            assertThat(text("push", "/after")).isEqualTo(files.main());
            assertThat(text("check_run.rerequested", "/check_run/head_sha")).isEqualTo(files.synchronize());
            assertThat(text("merge_group.checks_requested", "/merge_group/head_sha"))
                    .isEqualTo(files.synchronize());
        }
    }

    @Test
    void speakOfTheRepositoryAndInstallationOfTheStandIn() throws IOException {
        assertThat(text("pull_request.opened", "/repository/full_name"))
                .isEqualTo(StandInGitHub.OWNER + "/" + StandInGitHub.REPOSITORY);
        assertThat(json("pull_request.opened").path("number").asInt()).isEqualTo(StandInGitHub.PULL_REQUEST);
        assertThat(json("pull_request.opened").at("/installation/id").asLong())
                .isEqualTo(StandInGitHub.INSTALLATION_ID);
    }

    private static String text(String fixture, String pointer) throws IOException {
        return json(fixture).at(pointer).asText();
    }

    private static JsonNode json(String fixture) throws IOException {
        return JSON.readTree(Files.readString(FIXTURES.resolve(fixture + ".json")));
    }
}
