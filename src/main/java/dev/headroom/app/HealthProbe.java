package dev.headroom.app;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Optional;

/** A question to the server in the same container whether it is well; for the image's health check, which has no curl. */
public final class HealthProbe {
    private static final int TIMEOUT_MILLIS = 2_000;

    private HealthProbe() {}

    /** Exits with 0 when {@code /health} answers 200, with 1 otherwise. */
    public static void main(String[] args) {
        String port = Optional.ofNullable(System.getenv("HEADROOM_PORT")).orElse("8080");
        System.exit(healthy(URI.create("http://127.0.0.1:" + port + "/health")) ? 0 : 1);
    }

    static boolean healthy(URI uri) {
        try {
            HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
