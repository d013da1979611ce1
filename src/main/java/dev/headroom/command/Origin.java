package dev.headroom.command;

/** Where somebody asked. */
public sealed interface Origin {

    /** What tells it from every other on the pull request, for marks: letters, digits and hyphens. */
    String mark();

    /** A comment in the conversation. */
    record Comment(long id) implements Origin {
        @Override
        public String mark() {
            return "comment-" + id;
        }
    }

    /**
     * A comment on a line.
     *
     * @param threadId the first comment of its thread; its own id where it is the first
     */
    record ThreadComment(long id, long threadId) implements Origin {
        @Override
        public String mark() {
            return "thread-comment-" + id;
        }
    }

    /**
     * A button of the check run.
     *
     * @param headSha the commit of the check run
     */
    record Button(long checkRunId, String headSha) implements Origin {
        @Override
        public String mark() {
            return "check-run-" + checkRunId;
        }
    }
}
