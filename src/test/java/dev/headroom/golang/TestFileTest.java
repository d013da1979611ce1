package dev.headroom.golang;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.syntax.SourceFile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class TestFileTest {

    private static TestFile read(String source) {
        return TestFile.read(new SourceFile("store/store_test.go", source.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void knowsImportsAndWhatBenchmarksName() {
        TestFile test = read("""
                package store_test

                import (
                	"testing"

                	"go.uber.org/goleak"
                )

                func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

                func BenchmarkGet(b *testing.B) {
                	for i := 0; i < b.N; i++ {
                		store.Get(i)
                	}
                }

                func TestSet(t *testing.T) { store.Set(1) }

                func BenchmarkDelete(b *testing.B) {
                	store.Delete(1)
                }
                """);

        assertThat(test.imports()).containsExactly("testing", "go.uber.org/goleak");
        assertThat(test.benchmarked()).contains("Get", "Delete").doesNotContain("Set", "VerifyTestMain");
    }

    @Test
    void whateverIsCutOffEndsTheReading() {
        assertThat(read("package store\nfunc BenchmarkGet(b *testing.B) { Get()")
                        .benchmarked())
                .contains("Get");
        assertThat(read("").imports()).isEmpty();
    }

    @Test
    @Timeout(20)
    void aWordOfAMillionLettersIsReadOnce() {
        TestFile test = read("package store\nvar image = \"" + "a".repeat(2_000_000) + "\"\nvar p = point{1, 2}\n");

        assertThat(test.unkeyed()).containsExactly("point");
    }
}
