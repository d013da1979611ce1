package dev.headroom.github.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.repository.GitHubFailure;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubUrlsTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, https://api.github.com, https://api.github.com/graphql",
        "https://api.github.com/, https://api.github.com, https://api.github.com/graphql",
        "https://api.acme.ghe.com, https://api.acme.ghe.com, https://api.acme.ghe.com/graphql",
        "https://git.acme.io/api/v3, https://git.acme.io/api/v3, https://git.acme.io/api/graphql",
        "http://127.0.0.1:8080/api/v3/, http://127.0.0.1:8080/api/v3, http://127.0.0.1:8080/api/graphql",
    })
    void derivesGraphQlFromRest(String given, String rest, String graphQl) {
        assertThat(GitHubUrls.of(given)).isEqualTo(new GitHubUrls(URI.create(rest), URI.create(graphQl)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "api.github.com",
                "ftp://api.github.com",
                "https://github.com",
                "https://user:secret@git.acme.io/api/v3",
                "https://git.acme.io/api/v4",
                "https://git.acme.io/api/v3?x=1",
                "https://git acme.io"
            })
    void refusesWhatCannotBeGitHub(String given) {
        assertThatThrownBy(() -> GitHubUrls.of(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("The GitHub URL ")
                .hasMessageEndingWith(".")
                .hasMessageNotContaining("secret");
    }

    @Test
    void followsOnlyAddressesBelowItsBase() {
        GitHubUrls urls = GitHubUrls.of("https://git.acme.io/api/v3");

        assertThat(urls.belowRest(URI.create("https://git.acme.io:443/api/v3/repositories/1/x?page=2")))
                .isEqualTo("/repositories/1/x?page=2");
        for (String foreign : new String[] {
            "https://evil.example/api/v3/repos", "http://git.acme.io/api/v3/repos", "https://git.acme.io/elsewhere"
        }) {
            assertThatThrownBy(() -> urls.belowRest(URI.create(foreign))).isInstanceOf(GitHubFailure.class);
        }
    }
}
