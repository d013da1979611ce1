package dev.headroom.cli;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/** The program that runs, told from others by its bytes. */
public final class Build {
    private Build() {}

    /** The digest of the program's jar; empty where it runs from something else, which may change at any moment. */
    public static Optional<String> digest() {
        CodeSource source = Build.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = Path.of(source.getLocation().toURI());
            return Files.isRegularFile(jar)
                    ? Optional.of(HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar))))
                    : Optional.empty();
        } catch (IOException | URISyntaxException | NoSuchAlgorithmException e) {
            return Optional.empty();
        }
    }
}
