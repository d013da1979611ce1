package dev.headroom.setup;

/**
 * What a person has typed into the form, as it came.
 *
 * @param owner the name of an organisation; blank for the person's own account
 * @param gitHub the address of an Enterprise Server; blank for github.com
 * @param privateAllowed whether the person knows that the Enterprise Server is in a private network
 * @param browser the {@code Origin} of the request; blank where there was none
 * @param keep whether the credentials are to be stored
 */
public record SetupForm(
        String owner, String gitHub, boolean privateAllowed, String publicUrl, String browser, boolean keep) {}
