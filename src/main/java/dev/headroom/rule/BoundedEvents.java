package dev.headroom.rule;

import java.util.Optional;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * The events of one YAML document, of bounded depth and number and without aliases: who builds nodes of them by recursion is
 * stopped before it is too deep.
 */
final class BoundedEvents implements Parser {
    private static final int MAX_DEPTH = 20;
    private static final int MAX_VALUES = 20_000;

    private final Parser events;
    private int depth;
    private int values;
    private int documents;

    BoundedEvents(Parser events) {
        this.events = events;
    }

    /** A document is more than it may be; the message is the sentence that says so. */
    static final class Beyond extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Optional<Mark> mark;

        Beyond(Optional<Mark> mark, String sentence) {
            super(sentence);
            this.mark = mark;
        }

        Optional<Mark> mark() {
            return mark;
        }
    }

    @Override
    public boolean checkEvent(Event.ID id) {
        return events.checkEvent(id);
    }

    @Override
    public Event peekEvent() {
        return events.peekEvent();
    }

    @Override
    public boolean hasNext() {
        return events.hasNext();
    }

    @Override
    public Event next() {
        Event event = events.next();
        switch (event) {
            case AliasEvent alias ->
                throw new Beyond(
                        alias.getStartMark(),
                        "The alias *" + alias.getAlias() + " is not supported: write the value out.");
            case CollectionStartEvent start -> depth++;
            case CollectionEndEvent end -> depth--;
            case DocumentStartEvent start -> documents++;
            default -> values++;
        }
        bound(depth > MAX_DEPTH, event, "nests deeper than " + MAX_DEPTH + " levels");
        bound(documents > 1, event, "holds more than one document");
        bound(values > MAX_VALUES, event, "holds more than " + MAX_VALUES + " values");
        return event;
    }

    private static void bound(boolean beyond, Event event, String what) {
        if (beyond) {
            throw new Beyond(event.getStartMark(), "The file " + what + ".");
        }
    }
}
