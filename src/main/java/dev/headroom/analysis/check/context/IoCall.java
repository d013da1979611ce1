package dev.headroom.analysis.check.context;

import dev.headroom.golang.syntax.Node;

/**
 * A call that waits for another process.
 *
 * @param call the {@code call_expression}
 * @param name how people say it: {@code db.QueryContext}
 * @param limit what could end its waiting
 */
record IoCall(Node call, String name, Limit limit) {

    /** What could end the waiting of a call. */
    sealed interface Limit {

        /** The context given, or the request or session that carries one. */
        record Carrier(Node expression) implements Limit {}

        /** The context of the request, or the timeout of the client that sends it. */
        record Request(Node request, Node client) implements Limit {}

        /** The context, or what the connection was opened with. */
        record Stub(Node context) implements Limit {}

        /** Nothing: the function takes no context, but there is one that does. */
        record None(String variant) implements Limit {}
    }
}
