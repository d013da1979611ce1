package dev.headroom.campaign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.campaign.Fleets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodeOwnersTest {
    /** The examples of GitHub's documentation. */
    @ParameterizedTest
    @CsvSource({
        "*,                 a.go,                          true",
        "*,                 services/auth/a.go,            true",
        "*.go,              services/auth/a.go,            true",
        "*.go,              a.golang,                      false",
        "/build/logs/,      build/logs/x/y.log,            true",
        "/build/logs/,      app/build/logs/y.log,          false",
        "docs/*,            docs/getting-started.md,       true",
        "docs/*,            docs/build-app/trouble.md,     false",
        "docs/*,            app/docs/x.md,                 false",
        "apps/,             apps/x.go,                     true",
        "apps/,             a/apps/b/x.go,                 true",
        "apps/,             apps,                          false",
        "/docs/,            docs/a/b.md,                   true",
        "/docs/,            a/docs/b.md,                   false",
        "/scripts/,         scripts/x.sh,                  true",
        "**/logs,           build/logs/x,                  true",
        "**/logs,           deeply/nested/logs,            true",
        "**/logs,           scripts/logs/x/y,              true",
        "/apps/github,      apps/github/x.go,              true",
        "/apps/github,      apps/githubs/x.go,             false",
        "services/*/db,     services/auth/db/a.go,         true",
        "services/*/db,     services/a/b/db/a.go,          false",
        "services/auth*,    services/auth-service/main.go, true",
        "/services/**,      services/a/b/c.go,             true",
        "a/**/b,            a/b/x,                         true",
        "a/**/b,            a/x/y/b,                       true",
        "my\\ folder/,      my folder/a.go,                true",
        "Services/,         services/a.go,                 false",
    })
    void matchesAsGitHubDoes(String pattern, String path, boolean matches) {
        assertThat(CodeOwners.of(pattern + " @kim").ownersOf(path)).isEqualTo(matches ? List.of("@kim") : List.of());
    }

    @Test
    void theLastMatchCountsAndMayNameNobody() {
        CodeOwners owners = CodeOwners.of("""
                # Everything
                *                 @acme/all   # the rest
                /services/        @acme/backend kim@example.com
                /services/auth/   @kim @lee
                /services/mail/
                """);
        assertThat(owners.ownersOf("README.md")).containsExactly("@acme/all");
        assertThat(owners.ownersOf("services/bank/a.go")).containsExactly("@acme/backend", "kim@example.com");
        assertThat(owners.ownersOf("services/auth/a.go")).containsExactly("@kim", "@lee");
        assertThat(owners.ownersOf("services/mail/a.go")).isEmpty();
    }

    @Test
    void passesOverWhatGitHubDoesNotTake() {
        CodeOwners owners = CodeOwners.of("""
                * @kim
                !secret.go @lee
                [ab].go @lee
                *.go lee
                *.go @lee,@mia
                *.go @-%s
                """.formatted("x".repeat(1_000)));
        assertThat(owners.ownersOf("a.go")).containsExactly("@kim");
        assertThat(CodeOwners.of("* @kim\n".repeat(20_001)).ownersOf("a.go")).isEmpty();
    }

    @Test
    void takesNoLongerForPatternsThatMatchInManyWays() {
        CodeOwners owners = CodeOwners.of("*a".repeat(200) + "b @kim");
        assertThat(owners.ownersOf("a".repeat(4_000))).isEmpty();
    }

    @Test
    void aServiceBelongsToWhoOwnsMostOfItsPlaces() {
        FleetMember auth =
                Fleets.audit(Fleets.service("auth", Fleets.POOL)).services().getFirst();
        CodeOwners owners = CodeOwners.of("/services/auth/ @kim\n/services/auth/go.mod @lee");
        assertThat(owners.of(auth)).containsExactly("@kim");
        FleetMember clean = Fleets.audit(Fleets.service("auth")).services().getFirst();
        assertThat(owners.of(clean)).containsExactly("@lee");
        assertThat(CodeOwners.isPerson("@kim")).isTrue();
        assertThat(CodeOwners.isPerson("@acme/all")).isFalse();
        assertThat(CodeOwners.isPerson("kim@example.com")).isFalse();
    }
}
