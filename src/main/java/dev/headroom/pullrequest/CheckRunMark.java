package dev.headroom.pullrequest;

import dev.headroom.repository.RepositoryRef;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The external id of the check run of a pull request's head, by which it is found again. */
public final class CheckRunMark {
    private static final String PREFIX = "headroom:";
    private static final Pattern MARK = Pattern.compile(PREFIX + "([^#:]+)#([1-9][0-9]{0,8}):[0-9a-f]+");

    private CheckRunMark() {}

    public static String of(PullRequestRef ref, String headSha) {
        return prefix(ref) + headSha;
    }

    private static String prefix(PullRequestRef ref) {
        return PREFIX + ref.key() + ":";
    }

    /** Whether it marks a check run of a pull request, whichever its head. */
    public static boolean isOf(PullRequestRef ref, String externalId) {
        return externalId.startsWith(prefix(ref));
    }

    /** The pull request of a repository that it marks a check run of. */
    public static Optional<PullRequestRef> pullRequest(RepositoryRef repository, String externalId) {
        Matcher mark = MARK.matcher(externalId);
        return mark.matches() && mark.group(1).equals(repository.fullName())
                ? Optional.of(new PullRequestRef(repository, Integer.parseInt(mark.group(2))))
                : Optional.empty();
    }
}
