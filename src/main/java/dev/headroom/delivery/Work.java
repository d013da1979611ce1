package dev.headroom.delivery;

import dev.headroom.command.CommandRequest;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.RepositoryRef;
import java.util.List;

/** What a delivery asks the App to do. */
public sealed interface Work {

    /** Work that waits for its turn; all that has the same key is done together, once. */
    sealed interface Queued extends Work {

        /** What the work is about, for example {@code owner/name#7}. */
        String key();

        RepositoryRef repository();

        /** What is worked on in it: of the work of one lane there are never two at a time. */
        default String lane() {
            return key();
        }
    }

    /**
     * Review the pull request at its newest head, whatever head the delivery spoke of.
     *
     * @param fresh whether to run even if this head was reviewed before (re-run button)
     */
    record ReviewPullRequest(PullRequestRef ref, boolean fresh) implements Queued {
        @Override
        public String key() {
            return ref.key();
        }

        @Override
        public RepositoryRef repository() {
            return ref.repository();
        }
    }

    /** Close the books on a pull request that was merged or closed. */
    record ClosePullRequest(PullRequestRef ref) implements Queued {
        @Override
        public String key() {
            return ref.key();
        }

        @Override
        public RepositoryRef repository() {
            return ref.repository();
        }
    }

    /** Do what somebody asked for in a comment or with a button; each request is work of its own. */
    record CarryOutCommands(CommandRequest request) implements Queued {
        @Override
        public String key() {
            return request.pullRequest().key() + " " + request.mark();
        }

        /** That of the review, which would speak of findings that the request is about. */
        @Override
        public String lane() {
            return request.pullRequest().key();
        }

        @Override
        public RepositoryRef repository() {
            return request.pullRequest().repository();
        }
    }

    /** Answer a merge queue, which would wait for ever without a check run on its head. */
    record CheckMergeGroup(RepositoryRef repository, String headSha) implements Queued {
        @Override
        public String key() {
            return repository.fullName() + "@" + headSha;
        }
    }

    /** Audit the newest commit of the default branch, and keep the campaign's issues true. */
    record AuditRepository(RepositoryRef repository) implements Queued {
        @Override
        public String key() {
            return repository.fullName() + " campaign";
        }
    }

    /** Audit several repositories, those that the App was installed in; each is work of its own. */
    record AuditRepositories(List<RepositoryRef> repositories) implements Work {
        public AuditRepositories {
            repositories = List.copyOf(repositories);
        }
    }

    /** Say on a commit of the default branch whether its configuration is valid, and audit it like any other. */
    record CheckConfiguration(RepositoryRef repository, String commitSha) implements Queued {
        @Override
        public String key() {
            return repository.fullName() + "@configuration:" + commitSha;
        }
    }

    /**
     * Review again the pull request that has this head. GitHub names no pull request in the check events of a fork, so
     * it has to be known from an earlier delivery.
     */
    record ReviewHead(RepositoryRef repository, String headSha) implements Work {}

    /** Review the pull request, unless an earlier delivery told that this is its head, and so led to its review. */
    record ReviewUnseen(PullRequestRef ref, String headSha) implements Work {}

    /** Nothing; the reason is half a sentence for the log. */
    record Ignore(String reason) implements Work {}
}
