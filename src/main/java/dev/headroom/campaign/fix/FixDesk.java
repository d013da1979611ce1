package dev.headroom.campaign.fix;

import dev.headroom.repository.RepositoryRef;

/** Where people who may write ask on a page, rather than in a comment, for the pull request with a service's fixes. */
public interface FixDesk {

    /**
     * Asks for it; the next audit, which begins soon, opens it.
     *
     * @param repository known by its name, whatever the installation
     * @return whether there is a campaign with an issue of the service, below which it is answered
     */
    boolean ask(RepositoryRef repository, String service);
}
