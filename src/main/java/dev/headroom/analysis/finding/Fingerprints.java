package dev.headroom.analysis.finding;

import java.util.HashMap;
import java.util.Map;

/** Tells findings apart that are alike: by their ordinal among those, so that they must come in source order. */
public final class Fingerprints {
    private final Map<String, Integer> ordinals = new HashMap<>();

    /**
     * What a fingerprint is taken of, but for the ordinal.
     *
     * @param home see {@link dev.headroom.analysis.run.Owners#home}
     */
    public static String identity(String rule, String home, String symbol, String code) {
        return String.join("\0", rule, home, symbol, code);
    }

    public Fingerprint next(String identity) {
        return Fingerprint.of(identity + "\0" + ordinals.merge(identity, 1, Integer::sum));
    }
}
