package dev.headroom.demo.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
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

    /** The same, or 304 where whoever asks has the same document already. */
    Answer unlessKnown(ApiRequest request) {
        if (!request.method().equals("GET") || status != 200) {
            return this;
        }
        String tag = "W/\"" + digest(body) + "\"";
        if (request.ifNoneMatch().filter(tag::equals).isPresent()) {
            return new Answer(304, headers, new byte[0]).with("ETag", tag);
        }
        return with("ETag", tag);
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    void send(HttpExchange exchange) throws IOException {
        headers.forEach(exchange.getResponseHeaders()::set);
        // Nobody else calls it, so that its limit is always far.
        exchange.getResponseHeaders().set("X-RateLimit-Remaining", "4999");
        boolean empty = body.length == 0;
        exchange.sendResponseHeaders(status, empty ? -1 : body.length);
        if (!empty) {
            exchange.getResponseBody().write(body);
        }
    }
}
