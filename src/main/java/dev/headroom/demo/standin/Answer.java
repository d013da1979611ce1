package dev.headroom.demo.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer of the API: a status and a body with its headers. */
record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** A value as JSON: maps, lists, strings, numbers, booleans, null. */
    static Answer json(int status, Object value) {
        try {
            return new Answer(
                    status, Map.of("Content-Type", "application/json; charset=utf-8"), JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static Answer ok(Object value) {
        return json(200, value);
    }

    static Answer raw(byte[] bytes) {
        return new Answer(200, Map.of("Content-Type", "application/vnd.github.raw; charset=utf-8"), bytes);
    }

    static Answer of(Refusal refusal) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("message", refusal.getMessage());
        if (!refusal.errors().isEmpty()) {
            body.put("errors", refusal.errors());
        }
        body.put("documentation_url", "https://docs.github.com/rest");
        body.put("status", Integer.toString(refusal.status()));
        return json(refusal.status(), body);
    }

    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, body);
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
