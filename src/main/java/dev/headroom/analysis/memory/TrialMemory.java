package dev.headroom.analysis.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place for the outcomes of trials of fixes in a {@link ReportMemory}: one byte a fix behind a checksum. */
public final class TrialMemory {
    private static final int CHECKSUM = 32;

    private final ReportMemory memory;

    public TrialMemory(ReportMemory memory) {
        this.memory = memory;
    }

    /** Those of the findings whose fix held; empty where that is not known, or damaged. */
    public Optional<Set<Finding>> find(String key, List<Finding> tried) {
        return memory.find(key).flatMap(bytes -> read(bytes, key, tried));
    }

    private static Optional<Set<Finding>> read(byte[] bytes, String key, List<Finding> tried) {
        if (bytes.length != CHECKSUM + tried.size()) {
            return Optional.empty();
        }
        byte[] outcomes = Arrays.copyOfRange(bytes, CHECKSUM, bytes.length);
        if (!Arrays.equals(bytes, sealed(key, outcomes))) {
            return Optional.empty();
        }
        Set<Finding> holding = new LinkedHashSet<>();
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] == 1) {
                holding.add(tried.get(i));
            }
        }
        return Optional.of(holding);
    }

    public void keep(String key, List<Finding> tried, Set<Finding> holding) {
        byte[] outcomes = new byte[tried.size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = (byte) (holding.contains(tried.get(i)) ? 1 : 0);
        }
        memory.keep(key, sealed(key, outcomes));
    }

    /** The key is under the checksum, so that an outcome is good for nothing but its own trial. */
    private static byte[] sealed(String key, byte[] outcomes) {
        MessageDigest digest = Sha256.start();
        digest.update(key.getBytes(US_ASCII));
        byte[] all = Arrays.copyOf(digest.digest(outcomes), CHECKSUM + outcomes.length);
        System.arraycopy(outcomes, 0, all, CHECKSUM, outcomes.length);
        return all;
    }
}
