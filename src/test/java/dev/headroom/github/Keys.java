package dev.headroom.github;

import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/** A key pair made for the tests, its private half in both of the forms that PEM files come in. */
final class Keys {
    static final KeyPair PAIR = generate("RSA", 2048);
    static final String PKCS8 = pem("PRIVATE KEY", PAIR.getPrivate().getEncoded());
    /** For 2048 bits, PKCS#8 puts 26 bytes before the PKCS#1 key. */
    static final String PKCS1 = pem(
            "RSA PRIVATE KEY",
            Arrays.copyOfRange(
                    PAIR.getPrivate().getEncoded(), 26, PAIR.getPrivate().getEncoded().length));

    private Keys() {}

    static KeyPair generate(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(String label, byte[] content) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + label
                + "-----\n";
    }
}
