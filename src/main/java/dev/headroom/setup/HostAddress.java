package dev.headroom.setup;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Whose network an address belongs to: the server must not be made to call what only it can reach. */
enum HostAddress {
    PUBLIC,
    /** Of the network around the server, where Enterprise Servers often are. */
    PRIVATE,
    /** Of this machine or its link, where no GitHub is, but perhaps the metadata of a cloud. */
    OWN;

    static HostAddress of(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()) {
            return OWN;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address ? ofSixteen(address, bytes) : ofFour(address, bytes);
    }

    private static HostAddress ofFour(InetAddress address, byte[] bytes) {
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        // 240.0.0.0/4 is nobody's (RFC 1112), but routed inside of some networks.
        if (first == 0 || first >= 240) {
            return OWN;
        }
        // 100.64.0.0/10 is shared by customers of a provider (RFC 6598), 198.18.0.0/15 is for tests (RFC 2544).
        boolean shared = first == 100 && (second & 0xc0) == 64;
        boolean test = first == 198 && (second & 0xfe) == 18;
        return address.isSiteLocalAddress() || shared || test ? PRIVATE : PUBLIC;
    }

    private static HostAddress ofSixteen(InetAddress address, byte[] bytes) {
        Optional<InetAddress> inside = embedded(bytes);
        if (inside.isPresent()) {
            return of(inside.get());
        }
        // fc00::/7, unique local addresses (RFC 4193).
        return address.isSiteLocalAddress() || (bytes[0] & 0xfe) == 0xfc ? PRIVATE : PUBLIC;
    }

    /** The address of four bytes to which a router or a translator may send on: of RFC 6052, 8215, 3056 and 4291. */
    private static Optional<InetAddress> embedded(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes);
        boolean translated = hex.startsWith("0064ff9b" + "0".repeat(16)) || hex.startsWith("0064ff9b0001");
        boolean compatible = hex.startsWith("0".repeat(24));
        if (translated || compatible) {
            return Optional.of(fourBytes(bytes, 12));
        }
        return hex.startsWith("2002") ? Optional.of(fourBytes(bytes, 2)) : Optional.empty();
    }

    private static InetAddress fourBytes(byte[] bytes, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are an address", e);
        }
    }
}
