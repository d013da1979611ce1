package dev.headroom.analysis.check.concurrency;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.Types;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A send, a receive, or a {@code select} of such, that waits for a channel and has no other way out.
 *
 * @param channel what it waits for; of a select, the first
 */
record ChannelWait(Node node, Kind kind, Optional<Node> channel) {
    private static final Pattern TIMER =
            Pattern.compile("(?i).*(ticker|timer|timeout|time\\.after|time\\.tick|deadline).*");
    /** Channels beside others that are closed when what is at their other end goes away. */
    private static final Pattern STOPS =
            Pattern.compile("(?i)(.*\\.)?\\w*(done|quit|stop|stopped|close|closed|closing|exit|shutdown)(ch|chan)?");

    private static final Set<String> ENDS = Set.of("Done", "After", "Tick");

    enum Kind {
        SEND,
        RECEIVE,
        SELECT,
        /** {@code for v := range channel} */
        RANGE
    }

    /** The wait that a node is; those in the cases of a select are part of the select. */
    static Optional<ChannelWait> of(Node node, Types types) {
        return switch (node.kind()) {
            case "send_statement" ->
                inSelect(node)
                        ? Optional.empty()
                        : Optional.of(new ChannelWait(node, Kind.SEND, node.field("channel")));
            case "unary_expression" -> {
                boolean receives = node.field("operator")
                        .filter(operator -> operator.text().equals("<-"))
                        .isPresent();
                Optional<Node> channel = node.field("operand");
                yield !receives
                                || inSelect(node)
                                || channel.filter(ChannelWait::ends).isPresent()
                        ? Optional.empty()
                        : Optional.of(new ChannelWait(node, Kind.RECEIVE, channel));
            }
            case "range_clause" ->
                node.field("right")
                        .filter(right -> types.underlying(types.typeOf(right)) instanceof GoType.Chan)
                        .filter(right -> !ends(right))
                        .map(right -> new ChannelWait(node, Kind.RANGE, Optional.of(right)));
            case "select_statement" -> select(node);
            default -> Optional.empty();
        };
    }

    private static Optional<ChannelWait> select(Node select) {
        Optional<Node> first = Optional.empty();
        for (Node part : select.namedChildren()) {
            if (part.kind().equals("default_case")) {
                return Optional.empty();
            }
            Optional<Node> channel = part.field("communication").flatMap(ChannelWait::channel);
            if (channel.filter(open -> ends(open) || STOPS.matcher(open.text()).matches())
                    .isPresent()) {
                return Optional.empty();
            }
            first = first.or(() -> channel);
        }
        return Optional.of(new ChannelWait(select, Kind.SELECT, first));
    }

    private static Optional<Node> channel(Node communication) {
        return switch (communication.kind()) {
            case "send_statement" -> communication.field("channel");
            case "receive_statement" -> communication.field("right").flatMap(right -> right.field("operand"));
            default -> communication.field("operand");
        };
    }

    /** Whether something else than another goroutine's will ends a wait: a context, a clock. */
    static boolean ends(Node channel) {
        boolean done = channel.kind().equals("call_expression") && ENDS.contains(Expressions.calledName(channel));
        boolean field = channel.kind().equals("selector_expression")
                && channel.field("field")
                        .filter(name -> name.text().equals("C"))
                        .isPresent();
        return done || field || TIMER.matcher(channel.text()).matches();
    }

    private static boolean inSelect(Node node) {
        Node current = node;
        for (Optional<Node> up = node.parent(); up.isPresent(); up = current.parent()) {
            if (up.get().kind().equals("communication_case")) {
                Node inner = current;
                return up.get().field("communication").filter(inner::equals).isPresent();
            }
            if (up.get().kind().equals("statement_list") || up.get().kind().equals("block")) {
                return false;
            }
            current = up.get();
        }
        return false;
    }
}
