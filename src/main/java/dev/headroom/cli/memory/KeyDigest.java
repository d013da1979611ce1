package dev.headroom.cli.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.analysis.finding.Sha256;
import dev.headroom.cli.tree.FileStamp;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A SHA-256 of values one after the other, each told apart from the next by its length. */
final class KeyDigest {
    private final MessageDigest digest = Sha256.start();

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
}
