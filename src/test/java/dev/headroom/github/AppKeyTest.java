package dev.headroom.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headroom.github.call.GitHubUrls;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AppKeyTest {

    static Stream<String> forms() {
        return Stream.of(
                Keys.PKCS8,
                Keys.PKCS1,
                Keys.PKCS1.replace("\n", "\\n"),
                Keys.PKCS8.replace("\n", "\r\n"),
                Keys.PKCS1.replace("\n", "\\r\\n"),
                "\"" + Keys.PKCS1.replace("\n", "\\n") + "\"",
                Keys.PKCS8.replace("\n", " "));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsBothKindsHoweverTheirLinesAreBroken(String pem) {
        assertThat(AppKey.parse(pem).rsa()).isEqualTo(Keys.PAIR.getPrivate());
    }

    static Stream<Arguments> others() {
        byte[] right = Keys.PAIR.getPrivate().getEncoded();
        byte[] damaged = right.clone();
        damaged[40] ^= 0x55;
        damaged[0] = 0;
        return Stream.of(
                Arguments.of("", "is not PEM text"),
                Arguments.of("/etc/headroom/app.pem", "is not PEM text"),
                Arguments.of(Keys.PKCS8.substring(0, 800), "is not PEM text"),
                Arguments.of(Keys.pem("PRIVATE KEY", damaged), "is damaged"),
                Arguments.of(Keys.PKCS8.replace("MII", "!!!"), "is damaged"),
                Arguments.of(Keys.pem("RSA PRIVATE KEY", right), "is damaged"),
                Arguments.of(Keys.pem("PUBLIC KEY", Keys.PAIR.getPublic().getEncoded()), "of another kind"),
                Arguments.of(Keys.pem("ENCRYPTED PRIVATE KEY", right), "by a passphrase"),
                Arguments.of(
                        Keys.PKCS1.replace(
                                "KEY-----\nM", "KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00FF\n\nM"),
                        "by a passphrase"),
                Arguments.of(
                        Keys.pem(
                                "PRIVATE KEY",
                                Keys.generate("EC", 256).getPrivate().getEncoded()),
                        "no RSA key"),
                Arguments.of(
                        Keys.pem(
                                "PRIVATE KEY",
                                Keys.generate("RSA", 1024).getPrivate().getEncoded()),
                        "too short"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void saysWhatIsWrongInOneSentenceWithoutAnyContent(String pem, String complaint) {
        assertThatThrownBy(() -> AppKey.parse(pem))
                .isInstanceOf(IllegalArgumentException.class)
                .hasNoCause()
                .hasMessageContaining(complaint)
                .hasMessageEndingWith(".")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("MII").hasSizeLessThan(140));
    }

    @Test
    void showsNothingOfItself() {
        assertThat(AppKey.parse(Keys.PKCS1)).hasToString("AppKey[2048 bits]");
        GitHubConnection connection =
                GitHubConnection.of(GitHubUrls.of("https://api.github.com"), "1", AppKey.parse(Keys.PKCS1));
        String content =
                Base64.getEncoder().encodeToString(Keys.PAIR.getPrivate().getEncoded());
        assertThat(connection.toString()).doesNotContain(content.substring(100, 120));
    }
}
