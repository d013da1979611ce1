package dev.headroom.signin;

import java.util.regex.Pattern;

/** A reading of where a person wants to go after signing in: to a page of this server, and nowhere else. */
final class LocalPath {
    /** Browsers take {@code //host} and {@code /\host} for another server, and drop tabs and line feeds. */
    private static final Pattern LOCAL = Pattern.compile("/(?![/\\\\])[A-Za-z0-9._~!$&'()*+,;=:@%/?-]{0,500}");

    private LocalPath() {}

    /** The path with its query; the home page for whatever is none. */
    static String of(String wanted) {
        return LOCAL.matcher(wanted).matches() ? wanted : "/";
    }
}
