package dev.headroom.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.headroom.github.StubbedGitHub.REPO;
import static dev.headroom.github.StubbedGitHub.REPOSITORY;
import static dev.headroom.github.StubbedGitHub.error;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.headroom.github.call.ApiResponse;
import dev.headroom.repository.TreeListing;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlobReaderTest {
    private final StubbedGitHub gitHub = new StubbedGitHub();
    private final ObjectNode found = JsonNodeFactory.instance.objectNode();

    @AfterEach
    void stop() {
        gitHub.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static TreeListing.Entry entry(byte[] content) {
        return new TreeListing.Entry(BlobReader.blobSha(content), content.length);
    }

    private void graphQlGives(byte[] content, String text, boolean binary) {
        ObjectNode blob = found.putObject("b" + BlobReader.blobSha(content));
        blob.put("byteSize", content.length).put("isBinary", binary);
        blob.put("text", text);
        gitHub.answerGraphQl("{\"data\": {\"repository\": " + found + "}}");
    }

    private void restGives(byte[] content) {
        gitHub.server.stubFor(get(REPO + "/git/blobs/" + BlobReader.blobSha(content))
                .withHeader("Accept", equalTo("application/vnd.github.raw"))
                .willReturn(aResponse().withBody(content)));
    }

    private Map<String, byte[]> read(List<TreeListing.Entry> entries) {
        return gitHub.reader().blobs(REPOSITORY, entries);
    }

    @Test
    void namesBlobsAsGitDoes() {
        assertThat(BlobReader.blobSha(bytes("hello\n"))).isEqualTo("ce013625030ba8dba906f756967f9e9ca394464a");
    }

    @Test
    void readsBlobsInOneCall() throws JsonProcessingException {
        byte[] hello = bytes("hello\n");
        byte[] empty = bytes("");
        graphQlGives(hello, "hello\n", false);
        graphQlGives(empty, "", false);

        Map<String, byte[]> blobs = read(List.of(entry(hello), entry(empty), entry(hello)));

        assertThat(blobs).hasSize(2).containsEntry(BlobReader.blobSha(hello), hello);
        assertThat(blobs.get(BlobReader.blobSha(empty))).isEmpty();
        String body = gitHub.received().getFirst().getBodyAsString();
        assertThat(ApiResponse.MAPPER.readTree(body).path("query").asText()).isEqualTo("""
                query Blobs($owner: String!, $name: String!) {
                repository(owner: $owner, name: $name) {
                bce013625030ba8dba906f756967f9e9ca394464a: object(oid: "ce013625030ba8dba906f756967f9e9ca394464a") { ...content }
                be69de29bb2d1d6434b8b29ae775ad8c2e48c5391: object(oid: "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391") { ...content }
                }
                }
                fragment content on Blob { byteSize isBinary text }""");
        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void aTextThatIsNotTheBlobIsReadRaw() {
        byte[] latin = "caf\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        graphQlGives(latin, "caf\ufffd", false);
        restGives(latin);

        assertThat(read(List.of(entry(latin)))).containsEntry(BlobReader.blobSha(latin), latin);
    }

    @Test
    void whatGraphQlWouldCutIsReadRawAndWhatIsTooLargeNotAtAll() {
        byte[] large = bytes("x".repeat(512_001));
        byte[] enormous = bytes("x".repeat((4 << 20) + 1));
        restGives(large);

        assertThat(read(List.of(entry(large), entry(enormous)))).containsOnlyKeys(BlobReader.blobSha(large));
        assertThat(gitHub.received()).hasSize(1);
    }

    @Test
    void leavesOutWhatIsBinaryOrMissing() {
        byte[] binary = {1, 0, 2};
        byte[] largeBinary = new byte[600_000];
        byte[] missing = bytes("missing");
        byte[] largeMissing = bytes("y".repeat(600_000));
        graphQlGives(binary, null, true);
        restGives(binary);
        restGives(largeBinary);
        gitHub.server.stubFor(
                get(REPO + "/git/blobs/" + BlobReader.blobSha(largeMissing)).willReturn(error(404, "Not Found")));

        assertThat(read(List.of(entry(binary), entry(largeBinary), entry(missing), entry(largeMissing))))
                .isEmpty();
    }

    @Test
    void readsWhatIsPackedThoughItIsBinary() {
        byte[] profile = {0x1f, (byte) 0x8b, 8, 0, 1};
        graphQlGives(profile, null, true);
        restGives(profile);

        assertThat(read(List.of(entry(profile)))).containsEntry(BlobReader.blobSha(profile), profile);
    }

    @Test
    void asksForAHundredAtMostAndForFewerWhenTheyAreLarge() {
        gitHub.server.stubFor(post(StubbedGitHub.GRAPHQL).willReturn(okJson("{\"data\": {\"repository\": {}}}")));
        List<TreeListing.Entry> small = IntStream.range(0, 250)
                .mapToObj(i -> new TreeListing.Entry("%040x".formatted(i), 10))
                .toList();
        read(small);
        assertThat(gitHub.received()).hasSize(3);

        List<TreeListing.Entry> large = IntStream.range(0, 25)
                .mapToObj(i -> new TreeListing.Entry("%040x".formatted(i), 500_000))
                .toList();
        read(large);
        assertThat(gitHub.received()).hasSize(3 + 3);
    }
}
