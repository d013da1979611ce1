package dev.headroom.campaign.fix;

import dev.headroom.repository.RepositoryRef;
import java.util.List;
import java.util.NavigableMap;

/** The durable record of pull requests with fixes; each method is one transaction. */
public interface FixBook {

    /** What is known of them, by service: one row a service, whoever writes. */
    NavigableMap<String, FixRecord> fixes(RepositoryRef repository);

    void keep(RepositoryRef repository, String service, FixRecord fix);

    /** Keeps what was asked for; once, however often it is delivered. */
    void ask(RepositoryRef repository, FixRequest request);

    /** What was asked for and not answered yet, the oldest first. */
    List<FixRequest> requests(RepositoryRef repository);

    void answered(RepositoryRef repository, FixRequest request);

    /** Whether the App opened the pull request of this number for fixes, and has not done with it. */
    boolean proposed(RepositoryRef repository, int number);
}
