package dev.headroom.golang.module;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.syntax.SourceFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ReadPlanTest {

    /** The rounds a plan takes over an archive, one line each. */
    private static String rounds(String archive, List<String> changed, String... roots) {
        Map<String, byte[]> tree =
                GoSources.files(archive).stream().collect(Collectors.toMap(SourceFile::path, SourceFile::content));
        ReadPlan plan = new ReadPlan(tree.keySet(), changed, List.of(roots));
        Map<String, byte[]> read = new HashMap<>();
        List<String> rounds = new ArrayList<>();
        for (Set<String> next = plan.next(read); !next.isEmpty(); next = plan.next(read)) {
            assertThat(rounds).hasSizeLessThan(6);
            rounds.add(String.join(" ", new TreeSet<>(next)));
            next.forEach(path -> read.put(path, tree.get(path)));
        }
        return String.join("\n", rounds);
    }

    private static final String FLEET = """
            -- services/combat/go.mod --
            module example.com/combat
            -- services/combat/main.go --
            package main
            import "example.com/combat/db"
            -- services/combat/db/db.go --
            package db
            -- services/combat/db/db_test.go --
            package db
            -- services/guild/go.mod --
            module example.com/guild
            require example.com/shared v0.0.0
            replace example.com/shared => ../../shared
            -- services/guild/main.go --
            package main
            import "example.com/shared/pool"
            -- shared/go.mod --
            module example.com/shared
            -- shared/pool/pool.go --
            package pool
            import "example.com/shared/log"
            -- shared/log/log.go --
            package log
            -- README.md --
            words
            """;

    @Test
    @DisplayName("a module a service takes one round")
    void oneRound() {
        assertThat(rounds(FLEET, List.of("services/combat/db/db.go", "README.md")))
                .isEqualTo("services/combat/db/db.go services/combat/go.mod services/combat/main.go");
    }

    @Test
    @DisplayName("a replaced module is read, whole if it is small, in the round after")
    void replaced() {
        assertThat(rounds(FLEET, List.of("services/guild/main.go"))).isEqualTo("""
                services/guild/go.mod services/guild/main.go
                shared/go.mod shared/log/log.go shared/pool/pool.go""");
    }

    @Test
    @DisplayName("a deleted file still tells which service is touched; a go.mod too")
    void deleted() {
        assertThat(rounds(FLEET, List.of("services/combat/db/gone.go")))
                .isEqualTo("services/combat/db/db.go services/combat/go.mod services/combat/main.go");
        assertThat(rounds(FLEET, List.of("services/combat/go.mod")))
                .isEqualTo("services/combat/db/db.go services/combat/go.mod services/combat/main.go");
    }

    @Test
    @DisplayName("nothing of Go changed: nothing is read")
    void nothing() {
        assertThat(rounds(FLEET, List.of("README.md", "services/combat/db/db_test.go")))
                .isEmpty();
    }

    @Test
    @DisplayName("configured roots of one module: the service, then what it imports of the module")
    void configured() {
        assertThat(rounds("""
                -- go.mod --
                module example.com/fleet
                -- services/a-go/main.go --
                package main
                import "example.com/fleet/pkg/db"
                -- services/b-go/main.go --
                package main
                -- pkg/db/db.go --
                package db
                import "example.com/fleet/pkg/log"
                -- pkg/log/log.go --
                package log
                -- pkg/unused/u.go --
                package unused
                """, List.of("services/a-go/main.go"), "services/*-go"))
                .isEqualTo("""
                go.mod services/a-go/main.go
                pkg/db/db.go
                pkg/log/log.go""");
    }

    @Test
    @DisplayName("a large module is read from the changed folder and the mains outwards")
    void large() {
        StringBuilder archive = new StringBuilder("""
                -- go.mod --
                module example.com/big
                -- cmd/api/main.go --
                package main
                import "example.com/big/store"
                -- store/store.go --
                package store
                """);
        for (int i = 0; i < 1600; i++) {
            archive.append("-- gen/p").append(i).append("/x.go --\npackage x\n");
        }
        assertThat(rounds(archive.toString(), List.of("store/store.go")))
                .isEqualTo("cmd/api/main.go go.mod store/store.go");
    }

    @Test
    @DisplayName("a file that cannot be read does not make the plan ask for ever")
    void unreadable() {
        ReadPlan plan = new ReadPlan(List.of("go.mod", "main.go"), List.of("main.go"), List.of());
        assertThat(plan.next(Map.of("go.mod", new byte[0]))).containsExactly("main.go");
        assertThat(plan.next(Map.of("go.mod", new byte[0], "main.go", new byte[0])))
                .isEmpty();
    }

    @Test
    @DisplayName("profiles are read with the main packages they lie beside")
    void profiles() {
        String fleet = FLEET + """
                -- services/combat/default.pgo --
                profile
                -- services/guild/default.pgo --
                profile
                """;
        assertThat(rounds(fleet, List.of("services/combat/db/db.go"))).isEqualTo("""
                services/combat/db/db.go services/combat/default.pgo services/combat/go.mod services/combat/main.go""");
    }

    @Test
    @DisplayName("attributes of the folders on the way are read in the same round")
    void attributes() {
        String attributed = FLEET + """
                -- .gitattributes --
                * text
                -- services/combat/db/.gitattributes --
                * text
                -- services/guild/.gitattributes --
                * text
                """;
        assertThat(rounds(attributed, List.of("services/combat/main.go"))).isEqualTo("""
                .gitattributes services/combat/db/.gitattributes services/combat/db/db.go \
                services/combat/go.mod services/combat/main.go""");
    }
}
