package dev.headroom.analysis;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The identity of a finding across commits: a digest of rule, service, enclosing symbol, normalised code and ordinal,
 * without line numbers.
 *
 * @param value 16 lower-case hexadecimal digits
 */
public record Fingerprint(String value) {
    private static final int DIGITS = 16;

    /** The digest of what identifies a finding: SHA-256, cut. */
    static Fingerprint of(String identity) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(identity.getBytes(StandardCharsets.UTF_8));
            return new Fingerprint(HexFormat.of().formatHex(digest).substring(0, DIGITS));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
