package dev.headroom.web;

import dev.headroom.setup.SetupAccess;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Optional;

/**
 * The cookie of whoever has entered the setup's code. It is sent along when GitHub sends the browser back, so it is not
 * {@code Strict}.
 */
final class SetupCookie {
    private static final String NAME = "headroom-setup";

    private SetupCookie() {}

    static String read(Context context) {
        return Optional.ofNullable(context.cookie(NAME)).orElse("");
    }

    static void keep(Context context, String value) {
        context.cookie(new Cookie(
                NAME,
                value,
                "/setup",
                (int) SetupAccess.LIFETIME.toSeconds(),
                isSecure(context),
                true,
                null,
                SameSite.LAX));
    }

    /** Whether the browser speaks TLS, with this server or with the proxy before it. */
    static boolean isSecure(Context context) {
        return "https".equalsIgnoreCase(context.header("X-Forwarded-Proto")) || "https".equals(context.scheme());
    }
}
