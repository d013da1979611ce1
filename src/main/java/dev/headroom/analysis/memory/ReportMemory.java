package dev.headroom.analysis.memory;

import java.util.Optional;

/**
 * Where what the rules said of a program is kept until something changes that it consists of. Free for use by any number of
 * threads. May forget anything at any time; what it gives back is checked, so that it may even be damaged.
 */
public interface ReportMemory {
    /** Remembers nothing. */
    ReportMemory NONE = new ReportMemory() {
        @Override
        public Optional<byte[]> find(String key) {
            return Optional.empty();
        }

        @Override
        public void keep(String key, byte[] report) {
            // Forgotten at once.
        }
    };

    /** @param key 64 lower-case hexadecimal digits, which stand for the program, the rules and Headroom itself */
    Optional<byte[]> find(String key);

    /** @param report some kilobytes, never more than a few megabytes */
    void keep(String key, byte[] report);
}
