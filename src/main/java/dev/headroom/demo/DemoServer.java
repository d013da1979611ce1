package dev.headroom.demo;

import dev.headroom.demo.standin.DemoRepository;
import dev.headroom.demo.standin.StandInGitHub;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;

/** The App's server with everything around it: a stand-in GitHub, a database in a scratch directory, a key, a secret. */
public final class DemoServer implements AutoCloseable {
    private final DemoRepository files = DemoRepository.load();
    private final DemoCredentials credentials = DemoCredentials.generate();
    private final StandInGitHub gitHub;
    private final Path scratch;
    private final ServerLauncher.Running server;
    private final HttpClient client = HttpClient.newHttpClient();

    private DemoServer(ServerLauncher launcher) {
        gitHub = StandInGitHub.start(files, credentials.publicKey(), Clock.systemUTC());
        try {
            scratch = Files.createTempDirectory("headroom-demo");
        } catch (IOException e) {
            gitHub.close();
            throw new UncheckedIOException(e);
        }
        try {
            server = launcher.launch(environment());
        } catch (RuntimeException e) {
            gitHub.close();
            deleteScratch();
            throw e;
        }
    }

    private Map<String, String> environment() {
        return Map.of(
                "HEADROOM_APP_ID", Long.toString(StandInGitHub.APP_ID),
                "HEADROOM_PRIVATE_KEY", credentials.privateKeyPem(),
                "HEADROOM_WEBHOOK_SECRET", credentials.webhookSecret(),
                "HEADROOM_GITHUB_URL", gitHub.uri().toString(),
                "HEADROOM_PORT", "0",
                "HEADROOM_DATA_DIR", scratch.toString());
    }

    /** Starts everything on free ports. */
    public static DemoServer start(ServerLauncher launcher) {
        return new DemoServer(launcher);
    }

    public DemoRepository files() {
        return files;
    }

    public StandInGitHub gitHub() {
        return gitHub;
    }

    public URI webhook() {
        return URI.create("http://127.0.0.1:" + server.port() + "/webhook");
    }

    public String webhookSecret() {
        return credentials.webhookSecret();
    }

    /** One of {@code webhook-fixtures/}, without {@code .json}. */
    public static byte[] fixture(String name) {
        try (InputStream in = DemoServer.class.getResourceAsStream("/webhook-fixtures/" + name + ".json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Delivers a fixture, signed, and returns the status of the answer. */
    public int deliver(String fixture) throws IOException, InterruptedException {
        byte[] payload = fixture(fixture);
        return deliver(fixture, UUID.randomUUID().toString(), payload, credentials.signature(payload));
    }

    /**
     * Delivers a payload and returns the status of the answer.
     *
     * @param event the event's name; what follows a dot is not part of it
     */
    public int deliver(String event, String delivery, byte[] payload, String signature)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(webhook())
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", event.replaceFirst("\\..*", ""))
                .header("X-GitHub-Delivery", delivery)
                .header("X-Hub-Signature-256", signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(payload))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    /** The value of {@code X-Hub-Signature-256} for a body. */
    public String signature(byte[] payload) {
        return credentials.signature(payload);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        gitHub.close();
        files.close();
        deleteScratch();
    }

    private void deleteScratch() {
        try {
            Files.walkFileTree(scratch, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
