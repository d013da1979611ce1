package dev.headroom.review;

import dev.headroom.analysis.Analysis;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reviews a pull request at its newest head and makes GitHub say what came of it. */
public final class ReviewPullRequest {
    /** What was read longer ago than this is read again before anything is written. */
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final PullRequestReader reader;
    private final TreeMemory trees;
    private final BlobCache blobs;
    private final ChangeAnalysis analysis;
    private final Configurations configurations;
    private final ReviewPlanner planner;
    private final Publisher publisher;
    private final Clock clock;

    public ReviewPullRequest(
            PullRequestReader reader,
            PullRequestWriter writer,
            BlobCache blobs,
            SourceAnalysis analysis,
            Configurations configurations,
            RuleNotes notes,
            Clock clock) {
        this.reader = reader;
        this.trees = new TreeMemory(reader);
        this.blobs = blobs;
        this.analysis = new ChangeAnalysis(analysis);
        this.configurations = configurations;
        this.planner = new ReviewPlanner(notes);
        this.publisher = new Publisher(writer);
        this.clock = clock;
    }

    /**
     * Reviews the head. Run again, after a failure at whatever point or for a head that was reviewed before, it adds only
     * what is missing.
     *
     * @throws GitHubFailure when GitHub does not answer as asked
     */
    public ReviewOutcome review(PullRequestRef ref) {
        Instant start = clock.instant();
        Optional<PullRequestSnapshot> found = reader.pullRequest(ref);
        if (found.isEmpty()) {
            return skipped("", "the pull request is gone or out of reach");
        }
        PullRequestSnapshot snapshot = found.get();
        Configurations.InForce configuration = configurations.inForce(ref.repository(), snapshot.configuration());
        if (!snapshot.open()) {
            return skipped(snapshot.headSha(), "the pull request is closed");
        }
        if (snapshot.draft() && !configuration.config().review().drafts()) {
            return skipped(snapshot.headSha(), "the pull request is a draft");
        }
        ReviewSubject subject = examine(snapshot, configuration);
        if (Duration.between(start, clock.instant()).compareTo(FRESH) > 0) {
            Optional<PullRequestSnapshot> now = reader.pullRequest(ref).filter(PullRequestSnapshot::open);
            if (now.isEmpty() || !now.get().headSha().equals(snapshot.headSha())) {
                return new ReviewOutcome(
                        ReviewOutcome.Kind.SUPERSEDED, snapshot.headSha(), "the pull request moved on meanwhile");
            }
            subject = subject.asOf(now.get());
        }
        ReviewPlan plan = planner.plan(subject);
        publisher.publish(plan, subject.pullRequest().checkedBefore());
        return new ReviewOutcome(
                ReviewOutcome.Kind.PUBLISHED,
                snapshot.headSha(),
                plan.checkRun().title());
    }

    private static ReviewOutcome skipped(String headSha, String reason) {
        return new ReviewOutcome(ReviewOutcome.Kind.SKIPPED, headSha, reason);
    }

    private ReviewSubject examine(PullRequestSnapshot snapshot, Configurations.InForce configuration) {
        Comparison comparison = reader.compare(snapshot.ref(), snapshot.baseSha(), snapshot.headSha());
        Examined examined = examine(snapshot, comparison, configuration.config());
        return new ReviewSubject(
                snapshot,
                comparison,
                examined.base(),
                examined.head(),
                examined.done(),
                configuration.config(),
                configuration.problems(),
                examined.limits(),
                path -> Optional.ofNullable(examined.contents().get(path)));
    }

    private Examined examine(PullRequestSnapshot snapshot, Comparison comparison, RepositoryConfig config) {
        if (comparison.complete() && comparison.files().stream().noneMatch(ReviewPullRequest::concernsGo)) {
            return Examined.NOTHING;
        }
        RepositoryRef repository = snapshot.ref().repository();
        Trees both = Trees.read(trees, repository, comparison, snapshot.headSha());
        if (both.truncated()) {
            return Examined.refused("The repository has more files than GitHub lists at once, so that the files of a"
                    + " service cannot be told; nothing was reviewed.");
        }
        List<String> limits = comparison.complete()
                ? List.of()
                : List.of("GitHub lists 3000 changed files at most; of the others, findings have no comment.");
        BlobSource source = new CachedBlobs(entries -> reader.blobs(repository, entries), blobs);
        return analysis.of(both.base(), both.head(), source, config)
                .map(sides -> new Examined(sides.base(), sides.head(), true, limits, contents(sides.files())))
                .orElse(Examined.NOTHING);
    }

    private static boolean concernsGo(ChangedFile file) {
        return concernsGo(file.path())
                || file.previousPath().filter(ReviewPullRequest::concernsGo).isPresent();
    }

    private static boolean concernsGo(String path) {
        return (path.endsWith(".go") && !path.endsWith("_test.go"))
                || path.equals("go.mod")
                || path.endsWith("/go.mod");
    }

    private static Map<String, byte[]> contents(List<SourceFile> files) {
        Map<String, byte[]> contents = new HashMap<>();
        files.forEach(file -> contents.put(file.path(), file.content()));
        return contents;
    }

    /**
     * What was found.
     *
     * @param limits what kept the review from seeing everything, one sentence each
     * @param contents of the files at the head, by path
     */
    private record Examined(
            Analysis base, Analysis head, boolean done, List<String> limits, Map<String, byte[]> contents) {
        private static final Analysis EMPTY = new Analysis(List.of(), List.of());
        static final Examined NOTHING = new Examined(EMPTY, EMPTY, true, List.of(), Map.of());

        static Examined refused(String reason) {
            return new Examined(EMPTY, EMPTY, false, List.of(reason), Map.of());
        }
    }
}
