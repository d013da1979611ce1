package dev.headroom.github;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Archives of repositories, which hold what strangers put there. */
class HostileArchiveTest {

    @Test
    void aPathThatLeavesTheFolderIsOnlyAName() throws IOException {
        byte[] archive = zip(out -> {
            write(out, "acme-widget-c0ffee/main.go", "package main");
            write(out, "acme-widget-c0ffee/../../etc/cron.d/x.go", "package x");
            write(out, "/etc/passwd.go", "package y");
        });

        Map<String, byte[]> files = FleetReader.unpacked(archive, path -> path.endsWith(".go"));

        // Nothing is ever written to a disk: names are looked up among those of the commit's tree.
        assertThat(files).containsOnlyKeys("main.go", "../../etc/cron.d/x.go", "etc/passwd.go");
    }

    @Test
    void aFileThatUnpacksToTooMuchIsLeftOut() throws IOException {
        byte[] archive = zip(out -> {
            out.putNextEntry(new ZipEntry("x/bomb.go"));
            zeros(out, 200);
            write(out, "x/main.go", "package main");
        });

        assertThat(FleetReader.unpacked(archive, path -> path.endsWith(".go"))).containsOnlyKeys("main.go");
    }

    @Test
    void anArchiveThatUnpacksToTooMuchIsGivenUp() throws IOException {
        byte[] archive = zip(out -> {
            out.putNextEntry(new ZipEntry("x/bomb.bin"));
            zeros(out, 1_100);
        });
        assertThat(archive).hasSizeLessThan(2 << 20);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> FleetReader.unpacked(archive, path -> path.endsWith(".go")))
                .withMessageContaining("unpacks to more than");
    }

    private static void zeros(OutputStream out, int megabytes) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < megabytes; i++) {
            out.write(megabyte);
        }
    }

    private static void write(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(UTF_8));
    }

    @FunctionalInterface
    private interface Content {
        void write(ZipOutputStream zip) throws IOException;
    }

    private static byte[] zip(Content content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            content.write(zip);
        }
        return bytes.toByteArray();
    }
}
