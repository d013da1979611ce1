package dev.headroom.review.examination;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.trial.SourceAnalysis;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.BlobSource;
import dev.headroom.repository.CachedBlobs;
import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.review.delta.Ignores;
import dev.headroom.rule.RuleCatalogue;
import java.util.List;

/** Reads the code of a pull request at its head and judges it: what a review is planned from, and a commit of fixes. */
public final class HeadExamination {
    private final PullRequestReader reader;
    private final TreeMemory trees;
    private final BlobCache blobs;
    private final SourceAnalysis analysis;
    private final Ignores ignores;

    public HeadExamination(PullRequestReader reader, BlobCache blobs, SourceAnalysis analysis, Ignores ignores) {
        this.reader = reader;
        this.trees = new TreeMemory(reader);
        this.blobs = blobs;
        this.analysis = analysis;
        this.ignores = ignores;
    }

    /**
     * Judges the head against its merge base.
     *
     * @throws GitHubFailure when GitHub does not answer as asked
     */
    public ReviewSubject examine(PullRequestSnapshot snapshot, Configurations.InForce configuration) {
        Comparison comparison = reader.compare(snapshot.ref(), snapshot.baseSha(), snapshot.headSha());
        Examined examined = examine(snapshot, comparison, configuration);
        return new ReviewSubject(
                snapshot,
                comparison,
                examined.base(),
                examined.head(),
                examined.done(),
                configuration,
                examined.limits(),
                examined.files(),
                ignores.of(snapshot.ref()));
    }

    private Examined examine(
            PullRequestSnapshot snapshot, Comparison comparison, Configurations.InForce configuration) {
        if (comparison.complete() && comparison.files().stream().noneMatch(HeadExamination::concernsGo)) {
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
        RuleCatalogue further = configuration.further();
        SourceAnalysis rules = further.rules().isEmpty() ? analysis : analysis.with(further);
        return new ChangeAnalysis(rules)
                .of(both.base(), both.head(), source, configuration.config())
                .map(sides -> new Examined(sides.base(), sides.head(), true, limits, sides.files()))
                .orElse(Examined.NOTHING);
    }

    private static boolean concernsGo(ChangedFile file) {
        return concernsGo(file.path())
                || file.previousPath().filter(HeadExamination::concernsGo).isPresent();
    }

    private static boolean concernsGo(String path) {
        return (path.endsWith(".go") && !path.endsWith("_test.go"))
                || path.equals("go.mod")
                || path.endsWith("/go.mod");
    }

    /**
     * What was found.
     *
     * @param limits what kept the review from seeing everything, one sentence each
     * @param files of the head
     */
    private record Examined(Analysis base, Analysis head, boolean done, List<String> limits, List<SourceFile> files) {
        private static final Analysis EMPTY = new Analysis(List.of(), List.of());
        static final Examined NOTHING = new Examined(EMPTY, EMPTY, true, List.of(), List.of());

        static Examined refused(String reason) {
            return new Examined(EMPTY, EMPTY, false, List.of(reason), List.of());
        }
    }
}
