package dev.headroom.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubSiteTest {
    @ParameterizedTest
    @CsvSource({
        "'', https://github.com, https://api.github.com",
        "https://www.github.com/, https://github.com, https://api.github.com",
        "api.github.com, https://github.com, https://api.github.com",
        "ghe.acme.test, https://ghe.acme.test, https://ghe.acme.test/api/v3",
        "https://GHE.acme.test:8443/api/v3/, https://ghe.acme.test:8443, https://ghe.acme.test:8443/api/v3",
        "https://acme.ghe.com, https://acme.ghe.com, https://api.acme.ghe.com",
        "https://api.acme.ghe.com, https://acme.ghe.com, https://api.acme.ghe.com",
    })
    void knowsEachKindOfGitHub(String typed, String web, String api) {
        assertThat(GitHubSite.of(typed)).isEqualTo(new GitHubSite(web, api));
    }

    @ParameterizedTest
    @CsvSource({
        "http://ghe.acme.test, must begin with https://",
        "file:///etc/passwd, must begin with https://",
        "https://kim:hunter2@ghe.acme.test, must not hold a user name",
        "https://ghe.acme.test@evil.test, must not hold a user name",
        "https://ghe.acme.test/acme, must be a host only",
        "https://ghe.acme.test/?x=1, must be a host only",
        "https://ghe.acme.test/#x, must be a host only",
        "https://, is not a URL",
        "https://ghe acme, is not a URL",
    })
    void refusesWhatIsNone(String typed, String reason) {
        assertThatExceptionOfType(SetupRefused.class)
                .isThrownBy(() -> GitHubSite.of(typed))
                .withMessageContaining(reason)
                .withMessageNotContaining("hunter2");
    }

    @ParameterizedTest
    @CsvSource({
        "140.82.121.4, PUBLIC",
        "2a0a:a440::1, PUBLIC",
        "10.1.2.3, PRIVATE",
        "172.16.0.1, PRIVATE",
        "192.168.7.7, PRIVATE",
        "100.64.0.1, PRIVATE",
        "100.128.0.1, PUBLIC",
        "fd00:ec2::254, PRIVATE",
        "127.0.0.1, OWN",
        "::1, OWN",
        "::ffff:127.0.0.1, OWN",
        "169.254.169.254, OWN",
        "fe80::1, OWN",
        "0.0.0.0, OWN",
        "0.1.2.3, OWN",
        "224.0.0.1, OWN",
    })
    void knowsWhoseNetworkAnAddressIsOf(String address, HostAddress kind) throws Exception {
        assertThat(HostAddress.of(InetAddress.getByName(address))).isEqualTo(kind);
    }
}
