package dev.headroom.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressesTest {
    private static final ClientAddresses BEHIND = ClientAddresses.behind("10.0.0.0/9, 2001:db8::1");

    @Test
    void nobodyIsBelievedWhereNoProxyIsTrusted() {
        for (String peer : List.of("203.0.113.9", "10.0.0.7", "127.0.0.1")) {
            assertThat(ClientAddresses.DIRECT.of(peer, List.of("198.51.100.1"))).isEqualTo(peer);
        }
    }

    @Test
    void aTrustedProxyIsBelievedInWhatItAddedAndNothingBefore() {
        assertThat(BEHIND.of("10.0.0.7", List.of("198.51.100.1, 203.0.113.5"))).isEqualTo("203.0.113.5");
        assertThat(BEHIND.of("2001:db8::1", List.of("203.0.113.5"))).isEqualTo("203.0.113.5");
        assertThat(BEHIND.of("10.127.255.255", List.of("203.0.113.5"))).isEqualTo("203.0.113.5");
        assertThat(BEHIND.of("10.128.0.0", List.of("203.0.113.5"))).isEqualTo("10.128.0.0");
        assertThat(BEHIND.of("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
        assertThat(BEHIND.of("10.0.0.7", List.of())).isEqualTo("10.0.0.7");
    }

    @Test
    void proxiesBeforeProxiesAreFollowed() {
        assertThat(BEHIND.of("10.0.0.7", List.of("198.51.100.1, 203.0.113.5, 10.0.0.9")))
                .isEqualTo("203.0.113.5");
    }

    @Test
    void aLineThatTheProxyAddedCountsAndNotTheOneOfTheClientBeforeIt() {
        assertThat(BEHIND.of("10.0.0.7", List.of("198.51.100.1", "203.0.113.5")))
                .isEqualTo("203.0.113.5");
    }

    @Test
    void portsAndBracketsAreNoPartOfAnAddress() {
        assertThat(BEHIND.of("10.0.0.7", List.of("203.0.113.5:4711"))).isEqualTo("203.0.113.5");
        assertThat(BEHIND.of("10.0.0.7", List.of("[2001:db8:1:2::3]:4711"))).isEqualTo("20010db800010002");
    }

    @Test
    void allAddressesOfANetworkOfIpv6AreOneClient() {
        assertThat(BEHIND.of("2001:db8:1:2::3", List.of())).isEqualTo(BEHIND.of("2001:db8:1:2:ffff::4", List.of()));
        assertThat(BEHIND.of("2001:db8:1:3::3", List.of())).isNotEqualTo(BEHIND.of("2001:db8:1:2::3", List.of()));
        assertThat(BEHIND.of("::ffff:203.0.113.5", List.of())).isEqualTo("203.0.113.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"unknown", "", " ", "_hidden", "x.example.com", "203.0.113.5.6", "aaaaaaaaaaaaaaaaaaaaaaaaa"})
    void whatIsNoAddressIsNoClient(String written) {
        assertThat(BEHIND.of("10.0.0.7", List.of(written))).isEqualTo("10.0.0.7");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example.com", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "10.0.0.0/8/8"})
    void anOperatorIsToldWhatCannotBeRead(String written) {
        assertThatThrownBy(() -> ClientAddresses.behind(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Write addresses or networks such as 10.0.0.0/8, separated by commas.");
    }
}
