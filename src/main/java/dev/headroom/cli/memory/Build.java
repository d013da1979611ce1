package dev.headroom.cli.memory;

import dev.headroom.cli.tree.FileStamp;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.Optional;
import java.util.jar.JarFile;

/** The program that runs, told from others by its bytes. */
public final class Build {
    private Build() {}

    /** The digest of the program's jar; empty where it runs from something else, which may change at any moment. */
    public static Optional<String> digest() {
        try {
            Optional<Path> jar = jar();
            return jar.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            new KeyDigest().add(Files.readAllBytes(jar.get())).hex());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The first digits of the commit that the program was built of; empty where its jar does not say so. */
    public static Optional<String> commit() {
        try {
            Optional<Path> jar = jar();
            if (jar.isEmpty()) {
                return Optional.empty();
            }
            try (JarFile opened = new JarFile(jar.get().toFile())) {
                return Optional.ofNullable(
                                opened.getManifest().getMainAttributes().getValue("Headroom-Commit"))
                        .filter(commit -> commit.matches("[0-9a-f]{7,64}"));
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What tells the jar from others without reading it; empty where {@link #digest} is. */
    public static Optional<FileStamp> stamp() {
        try {
            Optional<Path> jar = jar();
            return jar.isEmpty()
                    ? Optional.empty()
                    : Optional.of(FileStamp.of(jar.get(), Files.readAttributes(jar.get(), BasicFileAttributes.class)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Path> jar() {
        CodeSource source = Build.class.getProtectionDomain().getCodeSource();
        try {
            return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
