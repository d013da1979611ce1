package dev.headroom.cli.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
    @TempDir
    private Path folder;

    private CacheFolder at(int second) {
        return new CacheFolder(
                folder.resolve("cache"), Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC), 100);
    }

    @Test
    void givesBackWhatItKeeps() {
        assertThat(at(1).find("a")).isEmpty();
        at(1).keep("a", new byte[] {1, 2});
        at(1).keep("a", new byte[] {1, 2, 3});

        assertThat(at(1).find("a")).contains(new byte[] {1, 2, 3});
    }

    @Test
    void deletesWhatWasNotAskedForTheLongest() {
        for (String key : new String[] {"a", "b", "c"}) {
            at(1).keep(key, new byte[40]);
        }
        at(10).find("a");
        at(30).find("b");
        at(20).find("c");
        at(40).keep("d", new byte[10]);

        assertThat(at(50).find("a")).isEmpty();
        assertThat(at(50).find("b")).isPresent();
        assertThat(at(50).find("c")).isPresent();
    }

    @Test
    void remembersNothingWhereItCannotWrite() throws Exception {
        Files.writeString(folder.resolve("cache"), "a file, not a folder");
        at(1).keep("a", new byte[] {1});
        at(1).prune();

        assertThat(at(1).find("a")).isEmpty();
    }

    @Test
    void liesWhereTheUserKeepsSuchThings() {
        assertThat(CacheFolder.usual(Map.of("HOME", "/home/ann"))).contains(Path.of("/home/ann/.cache/headroom"));
        assertThat(CacheFolder.usual(Map.of("HOME", "/home/ann", "XDG_CACHE_HOME", "/var/ann")))
                .contains(Path.of("/var/ann/headroom"));
        assertThat(CacheFolder.usual(Map.of())).isEmpty();
    }
}
