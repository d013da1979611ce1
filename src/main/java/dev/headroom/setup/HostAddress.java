package dev.headroom.setup;

import java.net.Inet6Address;
import java.net.InetAddress;

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
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet6Address) {
            // fc00::/7, unique local addresses (RFC 4193).
            return address.isSiteLocalAddress() || (first & 0xfe) == 0xfc ? PRIVATE : PUBLIC;
        }
        if (first == 0) {
            return OWN;
        }
        // 100.64.0.0/10 is shared by customers of a provider (RFC 6598).
        boolean shared = first == 100 && (second & 0xc0) == 64;
        return address.isSiteLocalAddress() || shared ? PRIVATE : PUBLIC;
    }
}
