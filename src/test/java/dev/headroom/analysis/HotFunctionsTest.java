package dev.headroom.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HotFunctionsTest {
    private static final String SERVICE = """
            -- combat/go.mod --
            module example.com/combat
            -- combat/main.go --
            package main

            import "database/sql"

            type Handler struct{}

            func (h *Handler) Hit() {
            	func() { first, err := sql.Open("pgx", "") }()
            }

            func main() {
            	second, err := sql.Open("pgx", "")
            }
            """;

    private static List<String> hot(List<String> hotPaths) {
        RepositoryConfig defaults = RepositoryConfig.defaults();
        RepositoryConfig config = new RepositoryConfig(
                defaults.serviceRoots(), Map.of(), defaults.review(), hotPaths, defaults.campaign());
        return Trial.analyze(SERVICE, config).findings().stream()
                .filter(Finding::hot)
                .map(Finding::symbol)
                .toList();
    }

    /** The service that the profile is of, with something to report in each of its functions. */
    private static Analysis profiled(byte[] profile) {
        String open = "\tdb, err := sql.Open(\"\", \"\")\n";
        String sources = resource("combat.txtar")
                .replace("import \"strings\"", "import \"database/sql\"")
                .replace(") int {\n", ") int {\n" + open)
                .replace("func Never() {}", "func Never() {\n" + open + "}");
        List<SourceFile> files = new ArrayList<>(Trial.files(sources));
        files.add(new SourceFile("default.pgo", profile));
        return new Analyzer(Trial.catalogue(Trial.POOL)).analyze(files, RepositoryConfig.defaults());
    }

    private static String resource(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = HotFunctionsTest.class.getResourceAsStream("profile/" + name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void theProfileBesideTheMainPackageShowsThem() {
        Analysis analysis = profiled(bytes("default.pgo"));

        assertThat(analysis.skipped()).isEmpty();
        assertThat(analysis.findings())
                .extracting(finding -> finding.symbol() + ":" + finding.place().startLine() + " " + finding.hot())
                .containsExactly("Fight.Hit:9 true", "Apply:35 true", "Apply:38 true", "Never:63 false");
    }

    @Test
    void aDamagedProfileIsNone() {
        Analysis analysis = profiled(new byte[] {0x1f, (byte) 0x8b, 3});

        assertThat(analysis.skipped())
                .containsExactly(new SkippedFile("default.pgo", "no CPU profile in the format of pprof"));
        assertThat(analysis.findings()).isNotEmpty().noneMatch(Finding::hot);
    }

    @Test
    void theConfigurationNamesThemByPathAndSymbol() {
        assertThat(hot(List.of())).isEmpty();
        assertThat(hot(List.of("combat/**#Handler.*"))).containsExactly("Handler.Hit");
        assertThat(hot(List.of("combat/main.go#*"))).containsExactly("Handler.Hit", "main");
        assertThat(hot(List.of("guild/**#*", "combat/**#Handler.Miss"))).isEmpty();
    }
}
