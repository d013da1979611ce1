package dev.headroom.cli.tree;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * What the system tells of a file without reading it: as long as that stays the same, so does the content.
 *
 * @param size in bytes
 * @param modified when the content was changed last, in nanoseconds since 1970
 * @param changed when anything of the file was, likewise; no program can set this back
 * @param identity tells the file from one that takes its place, such as device and inode
 */
public record FileStamp(long size, long modified, long changed, String identity) {
    /** The clock of a file system may tick as rarely as this; Git calls younger stamps racy. */
    private static final long SLOWEST_TICK = TimeUnit.SECONDS.toNanos(2);

    /** The stamp of a file; one that is never {@link #settled} where the system does not tell when it was changed. */
    public static FileStamp of(Path file, BasicFileAttributes attributes) throws IOException {
        long changed = Long.MAX_VALUE;
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            Object told = Files.getAttribute(file, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
            changed = nanoseconds((FileTime) Objects.requireNonNull(told, "every Unix tells it"));
        }
        return new FileStamp(
                attributes.size(),
                nanoseconds(attributes.lastModifiedTime()),
                changed,
                String.valueOf(attributes.fileKey()));
    }

    /** Whether a change at this moment or later would give the file another stamp. */
    public boolean settled(Instant moment) {
        long latest = nanoseconds(FileTime.from(moment)) - SLOWEST_TICK;
        return changed < latest && modified < latest;
    }

    private static long nanoseconds(FileTime time) {
        return time.to(TimeUnit.NANOSECONDS);
    }
}
