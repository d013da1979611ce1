package dev.headroom.analysis;

import java.nio.charset.StandardCharsets;
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
        byte[] digest = ProgramKey.sha256().digest(identity.getBytes(StandardCharsets.UTF_8));
        return new Fingerprint(HexFormat.of().formatHex(digest).substring(0, DIGITS));
    }
}
