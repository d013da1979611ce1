package dev.headroom.golang.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuildConstraintTest {

    @ParameterizedTest
    @CsvSource({
        "main.go,true",
        "linux.go,true",
        "windows.go,true",
        "amd64.go,true",
        "a_linux.go,true",
        "a_windows.go,false",
        "a_amd64.go,true",
        "a_arm64.go,false",
        "a_linux_amd64.go,true",
        "a_linux_arm64.go,false",
        "a_darwin_amd64.go,false",
        "a_windows_test.go,false",
        "a_linux_test.go,true",
        "a_unix.go,true",
        "user_model.go,true",
        "sub_windows/a.go,true",
        "_windows.go,false"
    })
    void names(String path, boolean built) {
        assertThat(BuildConstraint.builds(path, List.of())).isEqualTo(built);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "linux;true",
                "!linux;false",
                "windows || linux;true",
                "linux && !amd64;false",
                "!(windows || darwin) && cgo;true",
                "unix;true",
                "gc && go1.21;true",
                "!go1.18;false",
                "integration;false",
                "!integration;true",
                "amd64 || arm64 && windows;true",
                "(linux;false",
                "!(windows;false",
                "linux linux;false",
                "!!linux;true"
            })
    void expressions(String expression, boolean built) {
        assertThat(BuildConstraint.builds("a.go", List.of("//go:build " + expression)))
                .isEqualTo(built);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "// +build linux;true",
                "// +build windows darwin;false",
                "// +build windows linux;true",
                "// +build linux,386 darwin;false",
                "// +build !windows,amd64;true",
                "//+build windows;false"
            })
    void oldLines(String line, boolean built) {
        assertThat(BuildConstraint.builds("a.go", List.of(line))).isEqualTo(built);
    }

    @Test
    void allOldLinesMustHold() {
        assertThat(BuildConstraint.builds("a.go", List.of("// +build linux", "// +build 386")))
                .isFalse();
    }

    @Test
    void theNewLineCountsWhereBothStand() {
        assertThat(BuildConstraint.builds("a.go", List.of("//go:build linux", "// +build windows")))
                .isTrue();
    }

    @Test
    void deepNestingIsRefusedNotFollowed() {
        assertThat(BuildConstraint.builds("a.go", List.of("//go:build " + "!(".repeat(100_000) + "linux")))
                .isFalse();
    }
}
