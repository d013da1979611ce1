package dev.headroom.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An App's settings and the deliveries that it would get. */
public final class TestApp {
    public static final String SECRET = "the webhook's secret";
    private static final String KEY = newKey();

    private TestApp() {}

    /** An environment with all that is required, a free port, and its data in this directory. */
    public static Map<String, String> environment(Path directory) {
        return new HashMap<>(Map.of(
                "HEADROOM_APP_ID",
                "12",
                "HEADROOM_PRIVATE_KEY",
                KEY,
                "HEADROOM_WEBHOOK_SECRET",
                SECRET,
                "HEADROOM_PORT",
                "0",
                "HEADROOM_GITHUB_URL",
                "http://127.0.0.1:9",
                "HEADROOM_DATA_DIR",
                directory.toString()));
    }

    /** Delivers a push to a pull request of {@code acme/widget}. */
    public static HttpResponse<String> deliver(HttpClient client, int port, String id, int pullRequest)
            throws IOException, InterruptedException {
        byte[] body = """
                {"action": "synchronize", "pull_request": {"number": %d}, "installation": {"id": 5},
                 "repository": {"name": "widget", "owner": {"login": "acme"}}}""".formatted(pullRequest).getBytes(UTF_8);
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhook"))
                .POST(BodyPublishers.ofByteArray(body))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "pull_request")
                .header("X-GitHub-Delivery", id)
                .header("X-Hub-Signature-256", signature(body))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder()
                            .encodeToString(
                                    generator.generateKeyPair().getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
