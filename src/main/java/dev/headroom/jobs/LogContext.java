package dev.headroom.jobs;

import dev.headroom.delivery.Assignment;
import dev.headroom.delivery.Work;
import org.slf4j.MDC;

/** The fields that every log line of a turn carries: delivery, repository, pull request, head. */
final class LogContext implements AutoCloseable {
    private static final String DELIVERY = "delivery";
    private static final String REPOSITORY = "repository";
    private static final String PULL_REQUEST = "pull_request";
    private static final String HEAD = "head";

    private LogContext() {}

    static LogContext of(Assignment assignment) {
        MDC.put(DELIVERY, assignment.deliveryId());
        MDC.put(REPOSITORY, assignment.work().repository().fullName());
        switch (assignment.work()) {
            case Work.ReviewPullRequest(var ref, var fresh) -> MDC.put(PULL_REQUEST, String.valueOf(ref.number()));
            case Work.ClosePullRequest(var ref) -> MDC.put(PULL_REQUEST, String.valueOf(ref.number()));
            case Work.CarryOutCommands(var request) ->
                MDC.put(PULL_REQUEST, String.valueOf(request.pullRequest().number()));
            case Work.CheckConfiguration(var repository, var commitSha) -> head(commitSha);
            case Work.CheckMergeGroup(var repository, var headSha) -> head(headSha);
            case Work.AuditRepository _ -> {}
        }
        return new LogContext();
    }

    static void head(String sha) {
        MDC.put(HEAD, sha);
    }

    @Override
    public void close() {
        MDC.remove(DELIVERY);
        MDC.remove(REPOSITORY);
        MDC.remove(PULL_REQUEST);
        MDC.remove(HEAD);
    }
}
