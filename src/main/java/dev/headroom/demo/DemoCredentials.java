package dev.headroom.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An App's key and webhook secret, made up for one run. */
public final class DemoCredentials {
    private final KeyPair key;
    private final String webhookSecret;

    private DemoCredentials(KeyPair key, String webhookSecret) {
        this.key = key;
        this.webhookSecret = webhookSecret;
    }

    public static DemoCredentials generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            byte[] secret = new byte[20];
            new SecureRandom().nextBytes(secret);
            return new DemoCredentials(
                    generator.generateKeyPair(), HexFormat.of().formatHex(secret));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has RSA.", e);
        }
    }

    public PublicKey publicKey() {
        return key.getPublic();
    }

    /** The private key as a PKCS#8 PEM, for {@code HEADROOM_PRIVATE_KEY}. */
    public String privateKeyPem() {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(key.getPrivate().getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    /** For {@code HEADROOM_WEBHOOK_SECRET}. */
    public String webhookSecret() {
        return webhookSecret;
    }

    /** The value of {@code X-Hub-Signature-256} for a body. */
    public String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(webhookSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA256.", e);
        }
    }
}
