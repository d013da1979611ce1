package dev.headroom.analysis.finding;

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
        return new Fingerprint(Sha256.hex(identity).substring(0, DIGITS));
    }
}
