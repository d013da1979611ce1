package dev.headroom.analysis.check.concurrency;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.List;
import java.util.regex.Pattern;

/** Tells handlers of connections that stay open, such as websockets and event streams, from those of requests. */
final class Connections {
    private static final Pattern WEBSOCKET =
            Pattern.compile("(?i).*(websocket|upgrader|/ws|ws\\.Conn|melody|socket\\.io|nhooyr\\.io).*");
    private static final Pattern STREAMS =
            Pattern.compile("(Upgrade|Hijack|Flush|Flusher|NewResponseController|SSEvent|Stream|WriteControl)");

    private Connections() {}

    /** Whether a function takes over a connection, or streams to it. */
    static boolean kept(Function function, Types types) {
        boolean parameter = types.signature(function).parameters().stream()
                .map(GoType::pointee)
                .anyMatch(type -> WEBSOCKET.matcher(type.toString()).matches()
                        || type.is("net", "Conn")
                        || type.is("net/http", "Flusher"));
        if (parameter) {
            return true;
        }
        for (Node node : function.body().map(Node::descendants).orElse(List.of())) {
            boolean streams = node.kind().equals("field_identifier")
                    && STREAMS.matcher(node.text()).matches();
            if (streams
                    || (node.kind().equals("identifier")
                            && WEBSOCKET.matcher(node.text()).matches())) {
                return true;
            }
        }
        return false;
    }
}
