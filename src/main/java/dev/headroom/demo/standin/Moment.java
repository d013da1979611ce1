package dev.headroom.demo.standin;

/** What a stand-in GitHub kept at one moment: its pull request with all that was said on it, and the check runs. */
public final class Moment {
    private final HostedRepository repository;
    private final HostedPullRequest pull;

    Moment(HostedRepository repository, HostedPullRequest pull) {
        this.repository = repository.copy();
        this.pull = pull.copy();
    }

    /** Makes these what they were. */
    void restore(HostedRepository repositoryNow, HostedPullRequest pullNow) {
        repositoryNow.become(repository);
        pullNow.become(pull);
    }
}
