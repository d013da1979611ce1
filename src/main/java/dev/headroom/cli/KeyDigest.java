package dev.headroom.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 of values one after the other, each told apart from the next by its length. */
final class KeyDigest {
    private final MessageDigest digest = sha256();

    KeyDigest add(String text) {
        return add(text.getBytes(UTF_8));
    }

    KeyDigest add(byte[] bytes) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
        return this;
    }

    KeyDigest add(FileStamp stamp) {
        return add(stamp.size() + " " + stamp.modified() + " " + stamp.changed() + " " + stamp.identity());
    }

    byte[] bytes() {
        return digest.digest();
    }

    /** 64 lower-case hexadecimal digits. */
    String hex() {
        return HexFormat.of().formatHex(bytes());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
