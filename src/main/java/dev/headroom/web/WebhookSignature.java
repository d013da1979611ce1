package dev.headroom.web;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A check of {@code X-Hub-Signature-256}, the HMAC-SHA256 of a delivery's raw bytes, against the App's webhook secrets.
 *
 * @see <a href="https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries">GitHub's description</a>
 */
public final class WebhookSignature {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "sha256=";
    private static final int LENGTH = PREFIX.length() + 64;

    /** Begun with each secret; a copy goes on with a body. */
    private final List<Mac> secrets;

    /** Several secrets are all good while one is replaced by another. */
    public WebhookSignature(List<String> secrets) {
        this.secrets = secrets.stream()
                .map(secret -> begun(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM)))
                .toList();
    }

    private static Mac begun(SecretKeySpec secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Whether one of the secrets leads to this header; how long that takes says nothing about a secret. */
    boolean matches(byte[] body, @Nullable String header) {
        if (header == null || header.length() != LENGTH || !header.startsWith(PREFIX)) {
            return false;
        }
        byte[] claimed;
        try {
            claimed = HexFormat.of().parseHex(header, PREFIX.length(), LENGTH);
        } catch (IllegalArgumentException e) {
            return false;
        }
        boolean matches = false;
        for (Mac secret : secrets) {
            matches |= MessageDigest.isEqual(hmac(secret, body), claimed);
        }
        return matches;
    }

    private static byte[] hmac(Mac begun, byte[] body) {
        try {
            return ((Mac) begun.clone()).doFinal(body);
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("every Java platform's " + ALGORITHM + " can be copied", e);
        }
    }
}
