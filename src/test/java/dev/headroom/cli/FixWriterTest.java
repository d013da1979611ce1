package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.trial.FixPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixWriterTest {
    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void realPath() throws IOException {
        root = folder.toRealPath();
    }

    @Test
    void writesTheFileWithThePermissionsItHad() throws IOException {
        Path file = Files.writeString(root.resolve("a.go"), "old\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));

        assertThat(new FixWriter(root).write(change("a.go", "old\n"))).isEmpty();

        assertThat(file).hasContent("new");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rwxr-x--x"));
        assertThat(names()).containsExactly("a.go");
    }

    @Test
    void leavesAFileThatWasChangedMeanwhile() throws IOException {
        Path file = Files.writeString(root.resolve("a.go"), "edited\n");

        assertThat(new FixWriter(root).write(change("a.go", "old\n"))).contains("was changed meanwhile");

        assertThat(file).hasContent("edited");
        assertThat(names()).containsExactly("a.go");
    }

    @Test
    void followsNoSymbolicLink() throws IOException {
        Path outside = Files.createDirectory(root.resolve("outside"));
        Path secret = Files.writeString(outside.resolve("a.go"), "old\n");
        Path tree = Files.createDirectory(root.resolve("tree"));
        Files.createSymbolicLink(tree.resolve("linked"), outside);
        Files.createSymbolicLink(tree.resolve("a.go"), secret);
        FixWriter writer = new FixWriter(tree);

        assertThat(writer.write(change("linked/a.go", "old\n"))).contains("is reached through a symbolic link");
        assertThat(writer.write(change("a.go", "old\n"))).contains("is reached through a symbolic link");
        assertThat(secret).hasContent("old");
    }

    private static FixPlan.Change change(String path, String before) {
        return new FixPlan.Change(
                path, before.getBytes(StandardCharsets.UTF_8), "new\n".getBytes(StandardCharsets.UTF_8));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
