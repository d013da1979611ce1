package dev.headroom.setup;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The form that a browser sends to GitHub to have the App registered.
 *
 * @param action where it is sent
 * @param host of GitHub, {@code https://github.com} for example
 * @param manifest JSON
 * @see <a href="https://docs.github.com/apps/sharing-github-apps/registering-a-github-app-from-a-manifest">GitHub's
 *     description</a>
 */
public record ManifestForm(String action, String host, String manifest) {
    private static final int LONGEST_NAME = 34;

    static ManifestForm of(AppManifest app, RegistrationRequest request, String suffix, String state) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("name", name(app, request, suffix));
        json.put("description", app.description());
        json.put("url", app.url());
        json.put("public", app.isPublic());
        json.putObject("hook_attributes")
                .put("url", request.publicUrl() + "/webhook")
                .put("active", true);
        json.put("redirect_url", request.browser() + "/setup/created");
        json.putArray("callback_urls").add(request.publicUrl() + "/login/callback");
        json.put("setup_url", request.publicUrl() + "/setup/installed");
        ObjectNode permissions = json.putObject("default_permissions");
        app.permissions().forEach(permissions::put);
        app.events().forEach(json.putArray("default_events")::add);
        return new ManifestForm(
                request.site().newApp(request, state), request.site().web(), json.toString());
    }

    /** No two Apps of a GitHub share a name, and none has that of an account; on GitHub's page it can be changed. */
    private static String name(AppManifest app, RegistrationRequest request, String suffix) {
        String name = app.name() + "-" + request.organisation().orElse(suffix);
        return name.substring(0, Math.min(name.length(), LONGEST_NAME)).replaceFirst("-+$", "");
    }
}
