package dev.headroom.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.headroom.app.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The files under deploy/, as far as they can be checked without a container engine or a cluster. */
class DeployFilesTest {
    private static final Path KUBERNETES = Path.of("deploy/kubernetes");
    private static final Pattern SETTING = Pattern.compile("HEADROOM_[A-Z_]+");

    @TempDir
    private Path directory;

    @Test
    void everyManifestNamesWhatItIs() throws IOException {
        List<String> kinds = new ArrayList<>();
        try (Stream<Path> files = Files.list(KUBERNETES)) {
            for (Path file : files.sorted().toList()) {
                JsonNode manifest = yaml(file);
                assertThat(manifest.path("apiVersion").asText()).isNotEmpty();
                assertThat(manifest.at("/metadata/name").asText()).isEqualTo("headroom");
                kinds.add(manifest.path("kind").asText());
            }
        }
        assertThat(kinds)
                .containsExactly(
                        "Deployment",
                        "HorizontalPodAutoscaler",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "Secret",
                        "Service");
    }

    @Test
    void podsHaveNoRights() throws IOException {
        JsonNode pod = yaml(KUBERNETES.resolve("deployment.yaml")).at("/spec/template/spec");
        JsonNode container = pod.at("/containers/0");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean())
                .isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true))
                .isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText())
                .isEqualTo("ALL");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/health");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/ready");
    }

    @Test
    void theSelectorsFindThePods() throws IOException {
        JsonNode labels = yaml(KUBERNETES.resolve("deployment.yaml")).at("/spec/template/metadata/labels");

        assertThat(yaml(KUBERNETES.resolve("service.yaml")).at("/spec/selector"))
                .isEqualTo(labels);
        assertThat(yaml(KUBERNETES.resolve("poddisruptionbudget.yaml")).at("/spec/selector/matchLabels"))
                .isEqualTo(labels);
        assertThat(yaml(KUBERNETES.resolve("networkpolicy.yaml")).at("/spec/podSelector/matchLabels"))
                .isEqualTo(labels);
    }

    @Test
    void composeRunsTheServerWithoutRights() throws IOException {
        JsonNode server = yaml(Path.of("deploy/compose.yml")).at("/services/headroom");

        assertThat(server.path("read_only").asBoolean()).isTrue();
        assertThat(server.path("user").asText()).startsWith("10001");
        assertThat(server.path("cap_drop")).extracting(JsonNode::asText).containsExactly("ALL");
        assertThat(server.path("healthcheck").path("test").get(1).asText()).isEqualTo("/opt/java/bin/java");
    }

    @Test
    void theSecretsOfTheExampleAreSettingsThatAreThere() throws IOException {
        String settings = yaml(KUBERNETES.resolve("secret.example.yaml"))
                .at("/stringData/headroom.yml")
                .asText();
        Path file = Files.writeString(directory.resolve("headroom.yml"), settings);
        Map<String, String> environment = TestApp.environment(directory);
        environment.remove("HEADROOM_WEBHOOK_SECRET");
        environment.remove("HEADROOM_GITHUB_URL");

        Settings read = Settings.read(environment, Optional.of(file));

        assertThat(read.webhookSecrets()).containsExactly("the secret of the App's webhook");
        assertThat(read.databaseUrl().orElseThrow()).startsWith("jdbc:postgresql://postgres.databases/headroom");
        assertThat(read.signIn()).isPresent();
    }

    @Test
    void everySettingThatIsNamedIsOne() throws IOException {
        String reader = Files.readString(Path.of("src/main/java/dev/headroom/app/settings/SettingsReader.java"));
        StringBuilder all = new StringBuilder(Files.readString(Path.of("Dockerfile")));
        try (Stream<Path> files = Files.walk(Path.of("deploy"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        assertThat(SETTING.matcher(all).results().map(MatchResult::group).distinct())
                .isNotEmpty()
                .allMatch(name -> reader.contains('"' + name + '"'));
    }

    @Test
    void theImageNeedsNeitherRootNorAShellToRun() throws IOException {
        String last = Files.readString(Path.of("Dockerfile"));
        last = last.substring(last.lastIndexOf("\nFROM "));

        assertThat(last).contains("\nUSER 10001\n");
        assertThat(last.lines().filter(line -> line.matches("(ENTRYPOINT|CMD) .*")))
                .hasSize(2)
                .allMatch(line -> line.matches("[A-Z]+ \\[.*]"));
        assertThat(last).containsPattern("\nHEALTHCHECK [^\n]* CMD \\[");
    }

    @Test
    void theSecretsBesideComposeAreNeitherCommittedNorBuilt() throws IOException {
        for (JsonNode secret : yaml(Path.of("deploy/compose.yml")).path("secrets")) {
            assertThat(secret.path("file").asText()).startsWith("./secrets/");
        }
        assertThat(Files.readAllLines(Path.of(".gitignore"))).contains("/deploy/secrets/");
        assertThat(Files.readAllLines(Path.of(".dockerignore"))).contains("deploy/");
    }

    @Test
    void theImageIsToldOfWhichCommitItIs() throws IOException {
        String dockerfile = Files.readString(Path.of("Dockerfile"));
        assertThat(dockerfile)
                .containsSubsequence("\nARG COMMIT", "\"-Dheadroom.commit=$COMMIT\" package\n", "\nFROM ");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<Headroom-Commit>${headroom.commit}</Headroom-Commit>");
        assertThat(yaml(Path.of("deploy/compose.yml"))
                        .at("/services/headroom/build/args/COMMIT")
                        .asText())
                .isEqualTo("${COMMIT:-unknown}");
    }

    private static JsonNode yaml(Path file) throws IOException {
        LoadSettings strict = LoadSettings.builder()
                .setLabel(file.toString())
                .setAllowDuplicateKeys(false)
                .build();
        return new ObjectMapper().valueToTree(new Load(strict).loadFromString(Files.readString(file)));
    }
}
