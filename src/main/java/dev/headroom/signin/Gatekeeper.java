package dev.headroom.signin;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * GitHub as the one who knows people and what they may read. All but the first throw
 * {@link dev.headroom.repository.GitHubFailure}, {@code UNAUTHORIZED} where a token is no longer good.
 */
public interface Gatekeeper {

    /**
     * The page where a person agrees to sign in.
     *
     * @param challenge of PKCE, S256
     * @param back where GitHub sends the person to; empty for what the App's page says
     */
    URI page(String state, String challenge, Optional<URI> back);

    /**
     * The token that a code is worth, once; {@code REJECTED} where it is worth none.
     *
     * @param verifier of PKCE
     * @param back as it was given for the page
     */
    UserToken exchange(String code, String verifier, Optional<URI> back);

    /** Who the token belongs to. */
    Person person(UserToken token);

    /** The name of a repository, {@code owner/name} as GitHub writes it now; empty where the person may not read it. */
    Optional<String> repository(UserToken token, String owner, String name);

    /** Whether the person may write to a repository; false where the person may not read it. */
    boolean mayWrite(UserToken token, String owner, String name);

    /** The repositories of the App's installations that the person has been given access to, {@code owner/name}. */
    List<String> repositories(UserToken token);

    /** Whether the person is an active member of a team. */
    boolean isMember(UserToken token, Person person, Team team);

    /**
     * A team of an organisation.
     *
     * @param slug as in the address of its page
     */
    record Team(String organisation, String slug) {}
}
