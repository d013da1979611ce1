package dev.headroom.setup;

import java.net.URI;
import java.util.Locale;

/**
 * A GitHub: github.com, a tenant of GitHub Enterprise Cloud, or an Enterprise Server.
 *
 * @param web the base of its pages, without a slash at the end
 * @param api the base of its REST interface
 */
public record GitHubSite(String web, String api) {
    public static final GitHubSite PUBLIC = new GitHubSite("https://github.com", "https://api.github.com");

    /**
     * Reads what a person has typed.
     *
     * @param typed the address of its start page, with or without {@code https://}; blank for github.com
     * @throws SetupRefused when it is not the address of a GitHub
     */
    public static GitHubSite of(String typed) {
        String address = typed.strip();
        if (address.isEmpty()) {
            return PUBLIC;
        }
        URI uri = parse(address.contains("://") ? address : "https://" + address);
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String at = host + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
        if (host.equals("github.com") || host.equals("www.github.com") || host.equals("api.github.com")) {
            return PUBLIC;
        }
        if (host.endsWith(".ghe.com")) {
            String tenant = at.startsWith("api.") ? at.substring("api.".length()) : at;
            return new GitHubSite("https://" + tenant, "https://api." + tenant);
        }
        return new GitHubSite("https://" + at, "https://" + at + "/api/v3");
    }

    private static URI parse(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new SetupRefused("The GitHub URL is not a URL: it looks like https://github.example.com.");
        }
        if (!"https".equalsIgnoreCase(uri.getScheme())) {
            throw new SetupRefused("The GitHub URL must begin with https://, so that nobody can listen.");
        }
        if (uri.getUserInfo() != null) {
            throw new SetupRefused("The GitHub URL must not hold a user name or a password.");
        }
        boolean bare = uri.getPath() == null || uri.getPath().matches("/*|/api/v3/*");
        if (uri.getHost() == null || !bare || uri.getQuery() != null || uri.getFragment() != null) {
            throw new SetupRefused("The GitHub URL must be a host only, like https://github.example.com.");
        }
        return uri;
    }

    /** Its name without a port. */
    public String host() {
        return URI.create(web).getHost();
    }

    /** Where the form is sent that registers an App. */
    String newApp(RegistrationRequest request, String state) {
        return web
                + request.organisation().map(name -> "/organizations/" + name).orElse("") + "/settings/apps/new?state="
                + state;
    }
}
