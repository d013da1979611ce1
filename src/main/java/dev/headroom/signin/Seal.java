package dev.headroom.signin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Encryption and signatures with keys that every replica derives from the same secret (HKDF, RFC 5869): AES-256 in GCM
 * and HMAC-SHA256.
 */
public final class Seal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY = 32;

    private final SecretKey encryption;
    private final SecretKey signature;
    private final SecureRandom random;

    /** @param secret of enough entropy, such as the App's client secret */
    public Seal(String secret, SecureRandom random) {
        this.encryption = derived(secret, "headroom sign-in: encryption", "AES");
        this.signature = derived(secret, "headroom sign-in: signature", "HmacSHA256");
        this.random = random;
    }

    private static SecretKey derived(String secret, String purpose, String algorithm) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveKey(
                            algorithm,
                            HKDFParameterSpec.ofExtract()
                                    .addIKM(secret.getBytes(StandardCharsets.UTF_8))
                                    .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), KEY));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HKDF", e);
        }
    }

    /**
     * Encrypts text, as URL-safe base64.
     *
     * @param context what it belongs to; it opens in no other
     */
    String closed(String text, String context) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] hidden = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(text.getBytes(StandardCharsets.UTF_8));
            return encoded(ByteBuffer.allocate(NONCE + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES-GCM", e);
        }
    }

    /** The text; empty where this seal did not close it in this context. */
    Optional<String> opened(String sealed, String context) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(sealed);
            if (bytes.length <= NONCE) {
                return Optional.empty();
            }
            byte[] nonce = new byte[NONCE];
            System.arraycopy(bytes, 0, nonce, 0, NONCE);
            byte[] text = cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(bytes, NONCE, bytes.length - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, encryption, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** A signature of text, as URL-safe base64. */
    String signed(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(signature);
            return encoded(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    /** 256 bits that nobody can guess, as URL-safe base64. */
    String unguessable() {
        byte[] bytes = new byte[KEY];
        random.nextBytes(bytes);
        return encoded(bytes);
    }

    static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
