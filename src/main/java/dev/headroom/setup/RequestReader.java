package dev.headroom.setup;

import dev.headroom.repository.GitHubFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A reading of the form that says what is wrong in it before anything is sent to GitHub. */
final class RequestReader {
    /** Logins of accounts; https://github.com/shinnn/github-username-regex is what GitHub accepts. */
    private static final Pattern LOGIN = Pattern.compile("[A-Za-z0-9](?:[A-Za-z0-9]|-(?=[A-Za-z0-9])){0,38}");

    private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\[\\]:_-]{1,260}");

    private final Optional<GitHubSite> given;
    private final Registrar registrar;

    /** @param given the GitHub that an operator has set, which is not looked at twice */
    RequestReader(Optional<GitHubSite> given, Registrar registrar) {
        this.given = given;
        this.registrar = registrar;
    }

    RegistrationRequest read(SetupForm form) {
        String owner = form.owner().strip();
        if (!owner.isEmpty() && !LOGIN.matcher(owner).matches()) {
            throw new SetupRefused(
                    "The organisation's name is not one that GitHub allows: copy it from its address, github.com/NAME.");
        }
        GitHubSite site = given.orElseGet(() -> site(form));
        String publicUrl = publicUrl(form.publicUrl(), site);
        try {
            registrar.reach(site);
        } catch (GitHubFailure e) {
            throw new SetupRefused(e.getMessage() + " Let this machine reach it by HTTPS, and try again.");
        }
        return new RegistrationRequest(
                site,
                Optional.of(owner).filter(name -> !name.isEmpty()),
                publicUrl,
                ORIGIN.matcher(form.browser()).matches() ? form.browser() : publicUrl,
                form.keep());
    }

    private GitHubSite site(SetupForm form) {
        GitHubSite site = GitHubSite.of(form.gitHub());
        if (site.equals(GitHubSite.PUBLIC)) {
            return site;
        }
        for (InetAddress address : addresses(site.host())) {
            switch (HostAddress.of(address)) {
                case PUBLIC -> {}
                case PRIVATE -> {
                    if (!form.privateAllowed()) {
                        throw new SetupRefused(site.host() + " is " + address.getHostAddress()
                                + ", an address of a private network: tick the box below if your Enterprise Server is"
                                + " there.");
                    }
                }
                case OWN ->
                    throw new SetupRefused(site.host() + " is " + address.getHostAddress()
                            + ", an address of this machine or its link, which is not called at a form's request: whoever"
                            + " runs the server can set HEADROOM_GITHUB_URL.");
            }
        }
        return site;
    }

    private List<InetAddress> addresses(String host) {
        try {
            return registrar.addresses(host);
        } catch (IOException e) {
            throw new SetupRefused("The name " + host + " is not known here: is it written right?");
        }
    }

    private static String publicUrl(String typed, GitHubSite site) {
        URI uri;
        try {
            uri = URI.create(typed.strip());
        } catch (IllegalArgumentException e) {
            throw wrongPublicUrl();
        }
        boolean web = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!web
                || uri.getHost() == null
                || uri.getUserInfo() != null
                || uri.getQuery() != null
                || uri.getFragment() != null
                || !uri.getPath().matches("/*")) {
            throw wrongPublicUrl();
        }
        boolean local = uri.getHost().equals("localhost") || uri.getHost().startsWith("127.");
        if (site.equals(GitHubSite.PUBLIC) && local) {
            throw new SetupRefused("GitHub cannot reach " + uri.getHost()
                    + ": the public URL is the address by which the whole internet reaches this server.");
        }
        return uri.getScheme() + "://" + uri.getRawAuthority();
    }

    private static SetupRefused wrongPublicUrl() {
        return new SetupRefused("The public URL must be like https://headroom.example.com, without a path.");
    }
}
