package dev.headroom.command;

import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.repository.Configurations;
import dev.headroom.text.RulePages;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Does what somebody asked for on a pull request, and says what came of it in a reaction and at most one reply.
 *
 * <p>Run again after a failure at whatever point it does nothing twice: ignores are the same when they are added again,
 * a commit is found by its trailer and a reply by its mark.
 */
public final class CarryOutCommands {
    private final CommandReader reader;
    private final CommandWriter writer;
    private final Configurations configurations;
    private final RulePages pages;
    private final IgnoreFindings ignores;
    private final CommitFixes fixes;

    public CarryOutCommands(
            CommandReader reader,
            CommandWriter writer,
            Configurations configurations,
            RulePages pages,
            IgnoreFindings ignores,
            CommitFixes fixes) {
        this.reader = reader;
        this.writer = writer;
        this.configurations = configurations;
        this.pages = pages;
        this.ignores = ignores;
        this.fixes = fixes;
    }

    /**
     * Carries the commands of a request out.
     *
     * @throws dev.headroom.repository.GitHubFailure when GitHub does not answer as asked
     */
    public CommandOutcome carryOut(CommandRequest request) {
        Optional<PullRequestState> state = reader.state(request.pullRequest());
        if (state.isEmpty()) {
            return new CommandOutcome("the pull request is gone or out of reach", false);
        }
        Turn turn = new Turn(request, state.get());
        List<Answer> answers = new ArrayList<>();
        for (Command command : request.commands()) {
            answers.add(turn.answer(command));
        }
        turn.say(answers);
        return new CommandOutcome(
                answers.stream().map(Answer::reaction).map(Reaction::content).collect(Collectors.joining(", ")),
                answers.stream().anyMatch(Answer::review));
    }

    /** One request on its way. */
    private final class Turn {
        private final CommandRequest request;
        private final PullRequestRef ref;
        private final PullRequestState state;
        private Optional<Boolean> mayWrite = Optional.empty();

        Turn(CommandRequest request, PullRequestState state) {
            this.request = request;
            this.ref = request.pullRequest();
            this.state = state;
        }

        /** Who can write a comment can read the repository, and so may ask for what only tells something. */
        Answer answer(Command command) {
            return switch (command) {
                case Command.Help _ -> Answer.done(CommandText.HELP);
                case Command.NotUnderstood(String answer) -> Answer.refused(answer);
                case Command.Explain(String rule) -> rules().explain(rule, pages);
                case Command.Status _ ->
                    Answer.done(
                            CommandText.status(state.headSha(), reader.check(ref, state.headSha()), ignores.of(ref)));
                case Command.Recheck _ -> recheck();
                case Command.Fix(Optional<String> target) ->
                    changing("fix", () -> {
                        seen();
                        return fixes.commit(request, state, target);
                    });
                case Command.Ignore(String target, String reason) ->
                    changing("ignore", () -> ignores.add(request, target, reason, rules()));
                case Command.Unignore(String target) ->
                    changing("unignore", () -> ignores.remove(request, target, rules()));
                case Command.IgnoreReported _ -> changing("ignore", () -> ignores.addReported(request));
            };
        }

        private RuleReference rules() {
            return new RuleReference(configurations
                    .inForce(ref.repository(), state.configuration())
                    .rules());
        }

        private Answer recheck() {
            if (!request.byAuthor() && !mayWrite()) {
                return Answer.refused(
                        "`/headroom recheck` is for the author of the pull request and for people with write access.");
            }
            return state.open() ? new Answer(Reaction.EYES, "", true) : Answer.refused(CommandText.CLOSED);
        }

        private Answer changing(String name, Supplier<Answer> change) {
            if (!mayWrite()) {
                return Answer.refused("`/headroom " + name + "` needs write access to this repository.");
            }
            return state.open() ? change.get() : Answer.refused(CommandText.CLOSED);
        }

        private boolean mayWrite() {
            if (mayWrite.isEmpty()) {
                mayWrite = Optional.of(reader.mayWrite(ref.repository(), request.sender()));
            }
            return mayWrite.get();
        }

        /** Of what takes some seconds is said at once that it was seen. */
        private void seen() {
            writer.react(ref, request.origin(), Reaction.EYES);
        }

        void say(List<Answer> answers) {
            List<String> texts = answers.stream()
                    .map(Answer::text)
                    .filter(one -> !one.isEmpty())
                    .distinct()
                    .toList();
            if (!texts.isEmpty()) {
                reply(texts);
            }
            List<Reaction> reactions = answers.stream().map(Answer::reaction).toList();
            writer.react(
                    ref,
                    request.origin(),
                    reactions.contains(Reaction.CONFUSED) ? Reaction.CONFUSED : reactions.getFirst());
        }

        /** An earlier turn's reply stays where it says all of it: that turn knew more of what it did. */
        private void reply(List<String> texts) {
            String body = String.join("\n\n", texts) + "\n\n" + CommandText.mark(request.mark());
            List<PullRequestState.OwnComment> own =
                    request.origin() instanceof Origin.ThreadComment(long _, long threadId)
                            ? reader.ownReplies(ref, threadId)
                            : state.ownComments();
            Optional<PullRequestState.OwnComment> earlier = own.stream()
                    .filter(comment -> comment.body().contains(CommandText.mark(request.mark())))
                    .findFirst();
            if (earlier.isEmpty()) {
                writer.reply(ref, request.origin(), body);
            } else if (!texts.stream().allMatch(earlier.get().body()::contains)) {
                writer.editReply(ref, request.origin(), earlier.get().id(), body);
            }
        }
    }
}
