package dev.headroom.analysis.memory;

import dev.headroom.analysis.finding.Sha256;
import dev.headroom.golang.syntax.SourceFile;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The digests of files' contents, each found once for as long as the content is in memory: a check asks for them for its
 * answer, for its programs and for its trials of fixes. Free for use by any number of threads.
 */
public final class ContentDigests {
    /** Arrays are equal to themselves only, and nobody writes to a file's content. */
    private static final Map<byte[], byte[]> KNOWN = Collections.synchronizedMap(new WeakHashMap<>());

    private ContentDigests() {}

    /** The SHA-256 of a file's content; shared, nobody writes to it. */
    public static byte[] of(SourceFile file) {
        byte[] known = KNOWN.get(file.content());
        if (known == null) {
            // Not under the map's lock, so that several files are read at once.
            known = Sha256.start().digest(file.content());
            KNOWN.put(file.content(), known);
        }
        return known;
    }
}
