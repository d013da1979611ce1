package dev.headroom.web;

import java.util.Map;

/**
 * An answer to GitHub or to a person.
 *
 * @param message one sentence
 * @param headers besides those of every answer
 */
record Answer(int status, String message, Map<String, String> headers) {
    Answer {
        headers = Map.copyOf(headers);
    }

    Answer(int status, String message) {
        this(status, message, Map.of());
    }

    /** The same with a header, the only one. */
    Answer with(String header, String value) {
        return new Answer(status, message, Map.of(header, value));
    }
}
