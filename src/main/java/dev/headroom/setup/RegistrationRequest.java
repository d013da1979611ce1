package dev.headroom.setup;

import java.util.Optional;

/**
 * What an App is to be registered for.
 *
 * @param organisation whose App it will be; empty for the person who registers it
 * @param publicUrl where GitHub and people reach the server, without a slash at the end
 * @param browser where the person's browser reaches it now, which may be another address
 * @param keep whether the credentials are to be stored, rather than shown
 */
public record RegistrationRequest(
        GitHubSite site, Optional<String> organisation, String publicUrl, String browser, boolean keep) {}
