package dev.headroom.analysis;

/**
 * The identity of a finding across commits: a digest of rule, service, enclosing symbol, normalised code and ordinal,
 * without line numbers.
 *
 * @param value 16 lower-case hexadecimal digits
 */
public record Fingerprint(String value) {}
