package dev.headroom.golang.module;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreePathsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "main.go",
                "services/a/db_test.go",
                "services/a/go.mod",
                "go.work",
                "services/.gitattributes",
                "cmd/default.pgo",
                "vendored/main.go"
            })
    void readsGoAndWhatSpeaksOfIt(String path) {
        assertThat(TreePaths.isRead(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "README.md",
                "vendor/acme.org/a/a.go",
                "services/a/vendor/go.mod",
                "web/node_modules/x/x.go",
                "services/a/testdata/src/a.go",
                ".github/tool/main.go",
                "_old/main.go"
            })
    void entersNoFolderThatNoProgramHasAPartIn(String path) {
        assertThat(TreePaths.isRead(path)).isFalse();
    }
}
