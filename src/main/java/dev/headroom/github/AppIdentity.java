package dev.headroom.github;

import dev.headroom.repository.GitHubFailure;
import java.util.Optional;
import java.util.OptionalLong;
import org.kohsuke.github.GHApp;
import org.kohsuke.github.GitHub;

/** Who the App is, as GitHub knows it, and where it is installed; asked for as the App itself. */
public final class AppIdentity {
    private final GitHub hub;
    private final OptionalLong configuredId;
    private volatile Optional<GHApp> known = Optional.empty();

    /** @param appId the App's id or, as GitHub takes it too in a token, its client id */
    AppIdentity(GitHub hub, String appId) {
        this.hub = hub;
        this.configuredId =
                appId.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(appId)) : OptionalLong.empty();
    }

    /** The App's id; asks GitHub, once, where a client id was configured instead. */
    public long id() {
        return configuredId.isPresent() ? configuredId.getAsLong() : app().getId();
    }

    /**
     * The App's slug, which is its login without {@code [bot]}; asks GitHub once.
     *
     * @throws GitHubFailure {@code UNAUTHORIZED} when GitHub does not know the App by its id and key
     */
    public String slug() {
        return app().getSlug();
    }

    /** The App's login, as GitHub's REST API writes it; asks GitHub once, as {@link #slug} does. */
    public String login() {
        return slug() + "[bot]";
    }

    /** The installation that may see a repository; empty where the App is not installed. */
    public Optional<Long> installation(String owner, String name) {
        try {
            return Optional.of(HubRepositories.asking(() -> app().getInstallationByRepository(owner, name))
                    .getId());
        } catch (GitHubFailure e) {
            if (e.kind() == GitHubFailure.Kind.NOT_FOUND) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private GHApp app() {
        GHApp app = known.orElseGet(() -> HubRepositories.asking(hub::getApp));
        known = Optional.of(app);
        return app;
    }
}
