package dev.headroom.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryRefTest {

    @Test
    void isNamedAsGitHubNamesIt() {
        RepositoryRef repository = RepositoryRef.named(7, "acme/arena.go").orElseThrow();

        assertThat(repository).isEqualTo(new RepositoryRef(7, "acme", "arena.go"));
        assertThat(repository.fullName()).isEqualTo("acme/arena.go");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "acme", "acme/", "/arena", "acme/arena/x", "acme/..", "./arena", "acme/a b", "acme/<b>"})
    void takesNothingElseForAName(String text) {
        assertThat(RepositoryRef.named(7, text)).isEmpty();
    }
}
