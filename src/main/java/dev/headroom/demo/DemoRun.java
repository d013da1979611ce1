package dev.headroom.demo;

import dev.headroom.demo.Terminal.Style;
import dev.headroom.demo.standin.Call;
import dev.headroom.demo.standin.GitReader;
import dev.headroom.demo.standin.Ledger;
import dev.headroom.demo.standin.PostedCheckRun;
import dev.headroom.demo.standin.PostedReview;
import dev.headroom.demo.standin.PostedThread;
import dev.headroom.demo.standin.StandInGitHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The demo's story: a pull request is opened, reviewed, pushed to, and reviewed again. */
final class DemoRun {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);
    /** Threads may be resolved after the check run is complete. */
    private static final Duration LONGEST_AFTERMATH = Duration.ofSeconds(5);

    private static final Duration TICK = Duration.ofMillis(100);

    private final DemoServer server;
    private final StandInGitHub gitHub;
    private final Terminal terminal;
    private final ReviewPrinter printer;

    DemoRun(DemoServer server, Terminal terminal) {
        this.server = server;
        this.gitHub = server.gitHub();
        this.terminal = terminal;
        GitReader git = new GitReader(server.files().git());
        this.printer = new ReviewPrinter(
                terminal,
                (commit, path) -> new String(git.file(commit, path), StandardCharsets.UTF_8)
                        .lines()
                        .toList());
    }

    /** The story cannot go on; the message is a sentence for the person who watches. */
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1L;

        Failure(String message) {
            super(message);
        }
    }

    void tell() throws IOException, InterruptedException, Failure {
        terminal.heading("1. Robin opens pull request " + StandInGitHub.PULL_REQUEST + " of acme/arena");
        Ledger nothing = gitHub.ledger();
        Ledger first = deliver("pull_request.opened", server.files().opened(), ledger -> true);
        show(nothing, first, server.files().opened());
        expect("opened", nothing, first);

        terminal.heading("2. Robin pushes: one fault mended, one new");
        gitHub.push(server.files().synchronize());
        Ledger second = deliver(
                "pull_request.synchronize",
                server.files().synchronize(),
                ledger -> ledger.threads().stream().anyMatch(PostedThread::resolved));
        show(first, second, server.files().synchronize());
        terminal.line();
        threads(second.threads());
        expect("synchronize", first, second);
        if (second.threads().stream().filter(PostedThread::resolved).count() != 1) {
            throw new Failure("The thread about the mended fault was not resolved.");
        }
    }

    /** Delivers and waits for the completed check run, and a little longer for the rest. */
    private Ledger deliver(String fixture, String head, Predicate<Ledger> settled)
            throws IOException, InterruptedException, Failure {
        Instant delivered = Instant.now();
        int status = server.deliver(fixture);
        if (status != 202) {
            throw new Failure("The server answered " + status + " to the delivery of " + fixture + ".");
        }
        Predicate<Ledger> completed = ledger ->
                ledger.checkRun(head).filter(PostedCheckRun::completed).isPresent();
        while (gitHub.await(TICK, completed).isEmpty()) {
            Duration waited = Duration.between(delivered, Instant.now());
            if (waited.compareTo(LONGEST_WAIT) > 0) {
                terminal.progress("");
                throw new Failure(
                        "The server did not complete its check run within " + LONGEST_WAIT.toSeconds() + " s.");
            }
            List<Call> calls = gitHub.ledger().calls();
            terminal.progress("delivered " + fixture
                    + ".json, %.1f s, %d calls to GitHub …".formatted(waited.toMillis() / 1000.0, calls.size()));
        }
        Ledger ledger = gitHub.await(LONGEST_AFTERMATH, settled).orElseGet(gitHub::ledger);
        terminal.progress("");
        reviewedAt(ledger.calls())
                .filter(at -> at.isAfter(delivered))
                .ifPresent(at -> terminal.line("webhook-fixtures/" + fixture + ".json delivered, reviewed after "
                        + Duration.between(delivered, at).toMillis() + " ms"));
        return ledger;
    }

    private static Optional<Instant> reviewedAt(List<Call> calls) {
        return calls.stream()
                .filter(call -> call.method().equals("POST") && call.path().endsWith("/reviews"))
                .map(Call::at)
                .reduce((_, newer) -> newer);
    }

    private void show(Ledger before, Ledger after, String head) {
        for (PostedReview review : newReviews(before, after)) {
            terminal.heading("Review by " + StandInGitHub.APP_SLUG);
            printer.review(review);
        }
        for (PostedReview review : editedReviews(before, after)) {
            terminal.heading("The summary of the earlier review, edited");
            printer.summary(review);
        }
        terminal.heading("Check run");
        after.checkRun(head).ifPresent(printer::checkRun);
        List<Call> calls =
                after.calls().subList(before.calls().size(), after.calls().size());
        terminal.heading(calls.size() + " calls to GitHub");
        printer.calls(calls);
    }

    private void threads(List<PostedThread> threads) {
        for (PostedThread thread : threads) {
            String state = thread.resolved()
                    ? terminal.styled(Style.GOOD, "resolved")
                    : terminal.styled(Style.BAD, "open    ");
            terminal.line("  " + state + " " + thread.path()
                    + thread.line().map(line -> ":" + line).orElse(" (outdated)"));
        }
    }

    private static List<PostedReview> newReviews(Ledger before, Ledger after) {
        return after.reviews().subList(before.reviews().size(), after.reviews().size());
    }

    private static List<PostedReview> editedReviews(Ledger before, Ledger after) {
        return after.reviews().subList(0, before.reviews().size()).stream()
                .filter(review -> before.reviews().stream().noneMatch(review::equals))
                .toList();
    }

    private void expect(String name, Ledger before, Ledger after) throws Failure {
        List<PostedReview> reviews = newReviews(before, after);
        if (reviews.size() != 1) {
            throw new Failure("One review was expected, but " + reviews.size() + " were posted.");
        }
        Optional<String> complaint =
                ExpectedComments.load(name).complaint(reviews.getFirst().comments());
        if (complaint.isPresent()) {
            throw new Failure(complaint.get());
        }
    }
}
