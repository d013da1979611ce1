package dev.headroom.app.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The file in which the setup page keeps the App's credentials: settings as in a file of {@code --settings}, for nobody's
 * eyes but the server's own.
 */
public final class StoredCredentials {
    private static final String NAME = "credentials.yml";
    private static final String HEAD = "# Written by the setup page; HEADROOM_… in the environment goes before it.\n";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path file;

    /** @param dataDirectory the server's own */
    public StoredCredentials(Path dataDirectory) {
        this.file = dataDirectory.resolve(NAME);
    }

    public Path file() {
        return file;
    }

    /** The settings that are stored, by their names in the environment; nothing where nothing was stored. */
    Map<String, String> read(Collection<String> known, Collection<String> problems) {
        return Files.exists(file) ? SettingsFile.read(file, known, problems) : Map.of();
    }

    /**
     * Stores settings whole or not at all, readable to the server's own user only.
     *
     * @param values by their names in the environment
     * @throws IOException when the directory cannot be written to
     */
    public void write(Map<String, String> values) throws IOException {
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        Path draft = Files.createTempFile(directory, NAME, ".new", ownerOnly(directory));
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer text = ByteBuffer.wrap(text(values).getBytes(UTF_8));
                while (text.hasRemaining()) {
                    channel.write(text);
                }
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whether a file can be made where the credentials would be; makes no directory to find out. */
    public boolean writable() {
        Path directory = file.toAbsolutePath().getParent();
        if (!Files.exists(directory)) {
            Path above = directory.getParent();
            while (above != null && !Files.exists(above)) {
                above = above.getParent();
            }
            return above != null && Files.isDirectory(above) && Files.isWritable(above);
        }
        try {
            Files.delete(Files.createTempFile(directory, NAME, ".try"));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) throws IOException {
        FileStore store = Files.getFileStore(directory);
        return store.supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** YAML takes strings as JSON writes them. */
    private static String text(Map<String, String> values) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(entry -> SettingsFile.key(entry.getKey()) + ": " + quoted(entry.getValue()) + "\n")
                        .collect(Collectors.joining("", HEAD, ""));
    }

    private static String quoted(String value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A string can always be written as JSON.", e);
        }
    }
}
