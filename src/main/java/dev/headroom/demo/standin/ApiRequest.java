package dev.headroom.demo.standin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the API, read whole.
 *
 * @param path decoded, without query and without {@code /api/v3}
 * @param params the variable segments of the route's path, by name
 */
record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> params,
        Optional<String> authorization,
        String accept,
        Optional<String> ifNoneMatch,
        byte[] body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static ApiRequest read(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/api/v3/")) {
            path = path.substring("/api/v3".length());
        } else if (path.equals("/api/graphql")) {
            path = "/graphql";
        }
        var headers = exchange.getRequestHeaders();
        return new ApiRequest(
                exchange.getRequestMethod(),
                path,
                query(exchange.getRequestURI().getRawQuery()),
                Map.of(),
                Optional.ofNullable(headers.getFirst("Authorization")),
                Optional.ofNullable(headers.getFirst("Accept")).orElse(""),
                Optional.ofNullable(headers.getFirst("If-None-Match")),
                exchange.getRequestBody().readAllBytes());
    }

    ApiRequest withParams(Map<String, String> found) {
        return new ApiRequest(method, path, query, found, authorization, accept, ifNoneMatch, body);
    }

    String param(String name) {
        return params.get(name);
    }

    /** A numeric segment of the path; GitHub answers 404 where it is no number. */
    long number(String name) {
        try {
            return Long.parseLong(param(name));
        } catch (NumberFormatException e) {
            throw Refusal.notFound();
        }
    }

    public int query(String name, int otherwise) {
        return query.containsKey(name) ? Integer.parseInt(query.get(name)) : otherwise;
    }

    /** The body as a JSON object; GitHub answers 400 where it is none. */
    JsonNode json() {
        try {
            JsonNode json = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
            if (json.isObject()) {
                return json;
            }
        } catch (JsonProcessingException e) {
            throw new Refusal(400, "Problems parsing JSON");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        throw new Refusal(400, "Body should be a JSON object");
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.put(
                        URLDecoder.decode(name, StandardCharsets.UTF_8),
                        URLDecoder.decode(value, StandardCharsets.UTF_8));
            }
        }
        return query;
    }
}
