package dev.headroom.setup;

import java.util.List;
import java.util.Map;

/**
 * The App as it asks GitHub to be registered: what {@code app.yml} says.
 *
 * @param permissions the level of each, {@code read} or {@code write}, in the file's order
 * @param events that GitHub is to deliver
 */
public record AppManifest(
        String name,
        String description,
        String url,
        boolean isPublic,
        Map<String, String> permissions,
        List<String> events) {}
