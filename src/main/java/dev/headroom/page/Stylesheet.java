package dev.headroom.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** The one stylesheet of all pages. */
public final class Stylesheet {
    private static final String RESOURCE = "headroom.css";
    private static final int DIGITS = 12;
    private static final String TEXT = read();

    private Stylesheet() {}

    /** The rules, in UTF-8. */
    public static String text() {
        return TEXT;
    }

    /** A file name that changes with the rules, so that browsers may keep the file for ever. */
    public static String name() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(TEXT.getBytes(StandardCharsets.UTF_8));
            return "headroom-" + HexFormat.of().formatHex(digest).substring(0, DIGITS) + ".css";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String read() {
        try (InputStream in = Objects.requireNonNull(Stylesheet.class.getResourceAsStream(RESOURCE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
