package dev.headroom.command;

import dev.headroom.pullrequest.PullRequestRef;
import java.util.List;

/**
 * What somebody asked of the App on a pull request.
 *
 * @param sender the login of who asked
 * @param byAuthor whether that is who opened the pull request
 * @param lines as {@link CommandLines} finds them; of a button, its identifier
 */
public record CommandRequest(
        PullRequestRef pullRequest, Origin origin, String sender, boolean byAuthor, List<String> lines) {
    public CommandRequest {
        lines = List.copyOf(lines);
    }

    /** What tells this request from others on the pull request, the same when it is delivered again. */
    public String mark() {
        return origin instanceof Origin.Button ? origin.mark() + "-" + lines.getFirst() : origin.mark();
    }

    /** The commands asked for, in the order in which they are written. */
    List<Command> commands() {
        return switch (origin) {
            case Origin.Button _ -> List.of(Command.ofButton(lines.getFirst()));
            case Origin.Comment _, Origin.ThreadComment _ ->
                lines.stream().map(Command::of).toList();
        };
    }
}
