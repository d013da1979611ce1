package dev.headroom.cli;

import dev.headroom.analysis.trial.FixPlan;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes fixed files below a folder, each whole or not at all, with the permissions it had. A file that was changed
 * since it was read, is a symbolic link or is reached through one is left alone.
 */
final class FixWriter {
    private final Path root;

    /** @param root a real path: without symbolic links */
    FixWriter(Path root) {
        this.root = root;
    }

    /** Writes a file; the reason, as half a sentence, where that cannot be. */
    Optional<String> write(FixPlan.Change change) {
        Path file = root.resolve(change.path());
        Path temporary = null;
        try {
            Optional<String> reason = refusal(file, change);
            if (reason.isPresent()) {
                return reason;
            }
            temporary = Files.createTempFile(file.getParent(), ".headroom", ".tmp");
            Files.write(temporary, change.after());
            keepAttributes(file, temporary);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return Optional.empty();
        } catch (IOException e) {
            delete(temporary);
            return Optional.of("cannot be written");
        }
    }

    private Optional<String> refusal(Path file, FixPlan.Change change) throws IOException {
        boolean straight = file.getParent().toRealPath().equals(file.getParent());
        if (!straight || !Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of("is reached through a symbolic link");
        }
        if (!Files.isWritable(file)) {
            return Optional.of("is not writable");
        }
        return Arrays.equals(Files.readAllBytes(file), change.before())
                ? Optional.empty()
                : Optional.of("was changed meanwhile");
    }

    private static void keepAttributes(Path file, Path temporary) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(temporary, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes before = Files.readAttributes(file, PosixFileAttributes.class);
        try {
            view.setOwner(before.owner());
            view.setGroup(before.group());
        } catch (FileSystemException e) {
            // Only root may give files away; a file that one may write but does not own becomes one's own.
        }
        view.setPermissions(before.permissions());
    }

    private static void delete(@Nullable Path temporary) {
        try {
            if (temporary != null) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // What is left is an empty or whole copy beside the file, with a name that says where it comes from.
        }
    }
}
