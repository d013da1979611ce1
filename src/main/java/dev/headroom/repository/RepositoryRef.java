package dev.headroom.repository;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A repository as one installation of the App sees it. */
public record RepositoryRef(long installationId, String owner, String name) {
    private static final Pattern PART = Pattern.compile("(?!\\.{1,2}$)[A-Za-z0-9._-]{1,100}");
    private static final Pattern FULL_NAME = Pattern.compile("([^/]+)/([^/]+)");

    /** The repository of a name as GitHub writes it; empty where that is none. */
    public static Optional<RepositoryRef> named(long installationId, String fullName) {
        Matcher name = FULL_NAME.matcher(fullName);
        return name.matches() && isPart(name.group(1)) && isPart(name.group(2))
                ? Optional.of(new RepositoryRef(installationId, name.group(1), name.group(2)))
                : Optional.empty();
    }

    /** Whether a text can be the name of an owner or of a repository; it is no path then, whatever is made of it. */
    public static boolean isPart(String text) {
        return PART.matcher(text).matches();
    }

    /** {@code owner/name}, as GitHub writes it. */
    public String fullName() {
        return owner + "/" + name;
    }
}
