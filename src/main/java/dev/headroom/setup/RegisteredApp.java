package dev.headroom.setup;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An App that GitHub has registered, with its credentials, which no text of it shows.
 *
 * @param page its public page
 */
public record RegisteredApp(
        long id,
        String slug,
        String page,
        String privateKey,
        String webhookSecret,
        String clientId,
        String clientSecret) {

    /** The settings that make a server this App, by their names in the environment. */
    Map<String, String> settings(RegistrationRequest request) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("HEADROOM_APP_ID", String.valueOf(id));
        settings.put("HEADROOM_PRIVATE_KEY", privateKey);
        settings.put("HEADROOM_WEBHOOK_SECRET", webhookSecret);
        settings.put("HEADROOM_CLIENT_ID", clientId);
        settings.put("HEADROOM_CLIENT_SECRET", clientSecret);
        settings.put("HEADROOM_PUBLIC_URL", request.publicUrl());
        if (!request.site().equals(GitHubSite.PUBLIC)) {
            settings.put("HEADROOM_GITHUB_URL", request.site().api());
        }
        return settings;
    }

    @Override
    public String toString() {
        return "RegisteredApp[" + slug + ", " + id + "]";
    }
}
