package dev.headroom.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PathGlobTest {

    @Test
    void starsKnowFolders() {
        assertThat(matches("**/dto/**", "a/b/dto/x.go")).isTrue();
        assertThat(matches("**/dto/**", "dto/x.go")).isTrue();
        assertThat(matches("**/dto/**", "adto/x.go")).isFalse();
        assertThat(matches("*.go", "x.go")).isTrue();
        assertThat(matches("*.go", "a/x.go")).isFalse();
        assertThat(matches("**/*.pb.go", "x.pb.go")).isTrue();
        assertThat(matches("a/?.go", "a/b.go")).isTrue();
        assertThat(matches("a/?.go", "a/bc.go")).isFalse();
        assertThat(matches("a.b", "axb")).isFalse();
    }

    @Test
    void aFolderStandsForAllBelowIt() {
        assertThat(matches("services/old-*", "services/old-a/main.go")).isTrue();
        assertThat(matches("./services/old/", "services/old/main.go")).isTrue();
        assertThat(matches("services/old", "services/older/main.go")).isFalse();
    }

    @Test
    void nobodyCanMakeItSlow() {
        String glob = "**/*a".repeat(40) + "b";
        String path = "a/".repeat(1_000);

        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(matches(glob, path)).isFalse());
    }

    private static boolean matches(String glob, String path) {
        return new PathGlob(glob).matches(path);
    }
}
