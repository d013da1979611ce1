package dev.headroom.web;

import dev.headroom.page.Stylesheet;
import io.javalin.config.RoutesConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** The files that pages are shown with; a new one has a new name, so browsers keep them. */
final class Assets {
    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final byte[] ICON = icon();

    private Assets() {}

    static void add(RoutesConfig routes) {
        routes.get(
                "/assets/" + Stylesheet.name(),
                context -> context.header("Cache-Control", FOR_EVER)
                        .contentType("text/css; charset=utf-8")
                        .result(Stylesheet.text()));
        routes.get(
                "/assets/headroom.svg",
                context -> context.header("Cache-Control", "public, max-age=86400")
                        .contentType("image/svg+xml")
                        .result(ICON));
    }

    private static byte[] icon() {
        try (InputStream in = Objects.requireNonNull(Stylesheet.class.getResourceAsStream("headroom.svg"))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
