package dev.headroom.web;

import io.javalin.http.Context;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The addresses of whoever asks: those that connect, and what proxies say of theirs as far as the operator trusts them.
 * Anybody can write a header.
 */
public final class ClientAddresses {
    /** Nobody stands between. */
    public static final ClientAddresses DIRECT = new ClientAddresses(List.of());

    private static final String HEADER = "X-Forwarded-For";
    /** What one customer of a provider has at least, so that another address out of it is no other client. */
    private static final int NETWORK_BYTES_OF_IPV6 = 8;

    private final List<Network> proxies;

    private ClientAddresses(List<Network> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /**
     * Reads which proxies are trusted.
     *
     * @param text addresses or networks as {@code 10.0.0.0/8}, separated by commas
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public static ClientAddresses behind(String text) {
        return new ClientAddresses(
                Stream.of(text.split(",")).map(String::strip).map(Network::of).toList());
    }

    /** Who asks, in a form that is the same for all addresses of a client. */
    String of(Context context) {
        return of(context.req().getRemoteAddr(), Collections.list(context.req().getHeaders(HEADER)));
    }

    /** Who delivers, in the same form. */
    String of(Request request) {
        return of(Request.getRemoteAddr(request), request.getHeaders().getValuesList(HEADER));
    }

    /**
     * Who asks.
     *
     * @param peer who connects
     * @param forwardedFor the header's lines; each proxy has added whom it was asked by, at the end
     */
    String of(String peer, List<String> forwardedFor) {
        List<String> hops =
                new ArrayList<>(Arrays.asList(String.join(",", forwardedFor).split(",")));
        Optional<InetAddress> client = address(peer);
        while (!hops.isEmpty() && client.filter(this::isTrusted).isPresent()) {
            Optional<InetAddress> before = address(hops.removeLast());
            if (before.isEmpty()) {
                break;
            }
            client = before;
        }
        return client.map(ClientAddresses::name).orElse(peer);
    }

    private boolean isTrusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    private static String name(InetAddress address) {
        if (address instanceof Inet6Address) {
            byte[] network = Arrays.copyOf(address.getAddress(), NETWORK_BYTES_OF_IPV6);
            return HexFormat.of().formatHex(network);
        }
        return address.getHostAddress();
    }

    /** An address as it is written, without a port; nothing is looked up. */
    private static Optional<InetAddress> address(String text) {
        String bare = text.strip();
        if (bare.startsWith("[") && bare.contains("]")) {
            bare = bare.substring(1, bare.indexOf(']'));
        } else if (bare.indexOf(':') >= 0 && bare.indexOf(':') == bare.lastIndexOf(':')) {
            bare = bare.substring(0, bare.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @param bits how many of the address's first bits count */
    private record Network(InetAddress base, int bits) {
        static Network of(String text) {
            String[] parts = text.split("/", 2);
            @Nullable InetAddress base = address(parts[0]).orElse(null);
            int longest = base instanceof Inet6Address ? 128 : 32;
            String bits = parts.length == 2 ? parts[1] : Integer.toString(longest);
            if (base == null || !bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > longest) {
                throw new IllegalArgumentException(
                        "Write addresses or networks such as 10.0.0.0/8, separated by commas.");
            }
            return new Network(base, Integer.parseInt(bits));
        }

        boolean contains(InetAddress address) {
            byte[] own = base.getAddress();
            byte[] other = address.getAddress();
            if (own.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((own[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
