package dev.headroom.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, OWN",
        "127.255.255.254, OWN",
        "169.254.169.254, OWN",
        "0.0.0.0, OWN",
        "0.1.2.3, OWN",
        "224.0.0.1, OWN",
        "240.0.0.1, OWN",
        "255.255.255.255, OWN",
        "10.1.2.3, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.0.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "198.19.255.255, PRIVATE",
        "100.128.0.1, PUBLIC",
        "140.82.112.3, PUBLIC",
        "::1, OWN",
        "::, OWN",
        "fe80::1, OWN",
        "ff02::1, OWN",
        "fd00:ec2::254, PRIVATE",
        "fec0::1, PRIVATE",
        "2001:db8::1, PUBLIC"
    })
    void tellsWhoseItIs(String address, HostAddress whose) {
        assertThat(HostAddress.of(InetAddress.ofLiteral(address))).isEqualTo(whose);
    }

    @ParameterizedTest
    @CsvSource({
        "::ffff:169.254.169.254, OWN",
        "::169.254.169.254, OWN",
        "64:ff9b::a9fe:a9fe, OWN",
        "64:ff9b::10.0.0.1, PRIVATE",
        "64:ff9b:1::10.0.0.1, PRIVATE",
        "64:ff9b::140.82.112.3, PUBLIC",
        "2002:7f00:1::, OWN",
        "2002:a00:1::, PRIVATE",
        "2002:8c52:7003::1, PUBLIC"
    })
    void looksAtTheAddressThatIsInsideOfAnother(String address, HostAddress whose) {
        assertThat(HostAddress.of(InetAddress.ofLiteral(address))).isEqualTo(whose);
    }
}
