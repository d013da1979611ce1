package dev.headroom.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.RepositoryConfig;
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

    @Test
    void theConfigurationNamesThemByPathAndSymbol() {
        assertThat(hot(List.of())).isEmpty();
        assertThat(hot(List.of("combat/**#Handler.*"))).containsExactly("Handler.Hit");
        assertThat(hot(List.of("combat/main.go#*"))).containsExactly("Handler.Hit", "main");
        assertThat(hot(List.of("guild/**#*", "combat/**#Handler.Miss"))).isEmpty();
    }
}
