package dev.headroom.github;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A GitHub App's private key.
 *
 * <p>GitHub hands it out as PEM in PKCS#1 ({@code BEGIN RSA PRIVATE KEY}); tools often convert it to PKCS#8
 * ({@code BEGIN PRIVATE KEY}). No error, and no {@code toString}, holds any of its content.
 */
public final class AppKey {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    /** {@code INTEGER 0, SEQUENCE {OID rsaEncryption, NULL}}: what PKCS#8 puts before a PKCS#1 key (RFC 5208, 8017). */
    private static final byte[] RSA_HEADER = HexFormat.of().parseHex("020100300d06092a864886f70d0101010500");
    /** RS256 asks for at least this many bits (RFC 7518, 3.3). */
    private static final int SMALLEST_MODULUS = 2048;

    private final RSAPrivateKey key;

    private AppKey(RSAPrivateKey key) {
        this.key = key;
    }

    /**
     * Reads a key from PEM text, in which line breaks may be written as {@code \n}, as environment variables often
     * have them.
     *
     * @throws IllegalArgumentException with one sentence that says what the text is instead of a key
     */
    public static AppKey parse(String pem) {
        Matcher block = PEM.matcher(pem.replace("\\r", "").replace("\\n", "\n"));
        if (!block.find()) {
            throw new IllegalArgumentException(
                    "The private key is not PEM text: it must begin with -----BEGIN RSA PRIVATE KEY----- and be whole.");
        }
        String body = block.group(2);
        return switch (block.group(1)) {
            case "RSA PRIVATE KEY" -> {
                if (body.contains("ENCRYPTED")) {
                    throw protectedByPassphrase();
                }
                yield new AppKey(decode(sequence(RSA_HEADER, tagged(0x04, base64(body)))));
            }
            case "PRIVATE KEY" -> new AppKey(decode(base64(body)));
            case "ENCRYPTED PRIVATE KEY" -> throw protectedByPassphrase();
            default ->
                throw new IllegalArgumentException(
                        "The private key is PEM of another kind: it must be the RSA key that GitHub made for the App.");
        };
    }

    private static IllegalArgumentException protectedByPassphrase() {
        return new IllegalArgumentException(
                "The private key is protected by a passphrase: remove it with openssl, or make a new key for the App.");
    }

    private static byte[] base64(String body) {
        try {
            return Base64.getDecoder().decode(body.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            // The decoder's message names a character of the key, so it is no cause of this one.
            throw damaged();
        }
    }

    private static RSAPrivateKey decode(byte[] pkcs8) {
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
            if (key instanceof RSAPrivateKey rsa) {
                if (rsa.getModulus().bitLength() < SMALLEST_MODULUS) {
                    throw new IllegalArgumentException("The private key is too short: RS256 needs 2048 bits or more.");
                }
                return rsa;
            }
            throw damaged();
        } catch (GeneralSecurityException e) {
            throw damaged();
        }
    }

    private static IllegalArgumentException damaged() {
        return new IllegalArgumentException(
                "The private key is damaged or no RSA key: copy the whole .pem file that GitHub made for the App.");
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        return tagged(0x30, content.toByteArray());
    }

    /** A DER value: tag, length in definite form, content (X.690). */
    private static byte[] tagged(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = content.length;
        if (length < 0x80) {
            out.write(length);
        } else {
            int bytes = (32 - Integer.numberOfLeadingZeros(length) + 7) / 8;
            out.write(0x80 | bytes);
            for (int i = bytes - 1; i >= 0; i--) {
                out.write(length >>> (8 * i));
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }

    RSAPrivateKey rsa() {
        return key;
    }

    @Override
    public String toString() {
        return "AppKey[" + key.getModulus().bitLength() + " bits]";
    }
}
