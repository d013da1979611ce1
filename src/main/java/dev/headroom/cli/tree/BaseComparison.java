package dev.headroom.cli.tree;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.trial.SourceAnalysis;
import dev.headroom.cli.terminal.WrongUsage;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.module.TreePaths;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.repository.BlobSource;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.TreeListing;
import dev.headroom.review.delta.FindingDelta;
import dev.headroom.review.diff.PullRequestDiff;
import dev.headroom.review.examination.ChangeAnalysis;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;

/**
 * A working tree as a pull request to a base: what it introduces, by the very analysis and comparison that the App makes.
 * Configuration and rules are those of the base, as there.
 */
public final class BaseComparison implements AutoCloseable {
    /** Where configuration and rules lie. */
    private static final String SETTINGS = ".github";

    private final String base;
    private final GitHistory history;
    private final ObjectId mergeBase;
    private final Map<String, byte[]> settings;

    private BaseComparison(String base, GitHistory history) {
        this.base = base;
        this.history = history;
        ObjectId baseCommit = history.commit(base);
        this.mergeBase = history.mergeBase(baseCommit, history.commit(Constants.HEAD));
        this.settings = history.files(
                baseCommit, SETTINGS, path -> path.equals(RepositoryConfig.PATH) || RuleFolders.holds(path));
    }

    /** @throws WrongUsage where there is no repository, no such commit, or no common history */
    public static BaseComparison open(Path root, String base) {
        GitHistory history = GitHistory.open(root);
        try {
            return new BaseComparison(base, history);
        } catch (WrongUsage e) {
            history.close();
            throw e;
        }
    }

    /**
     * What the working tree does to the findings of what it touches.
     *
     * @param analysis of the services that are touched, as they are in the working tree
     * @param files those that were analysed
     */
    public record Outcome(
            String base,
            String mergeBaseSha,
            Analysis analysis,
            FindingDelta delta,
            Set<Finding> introduced,
            List<SourceFile> files) {

        Outcome(String base, String mergeBaseSha, Analysis analysis, FindingDelta delta, List<SourceFile> files) {
            this(base, mergeBaseSha, analysis, delta, Set.copyOf(delta.introduced()), files);
        }

        /** The part of it that is about some findings only. */
        public Outcome keeping(Predicate<Finding> wanted) {
            return new Outcome(base, mergeBaseSha, analysis.keeping(wanted), delta.keeping(wanted), files);
        }
    }

    /** The base's configuration; empty where it has none. */
    public Optional<byte[]> configuration() {
        return Optional.ofNullable(settings.get(RepositoryConfig.PATH));
    }

    /** The base's own rules, by path. */
    public Map<String, byte[]> rules() {
        Map<String, byte[]> rules = new HashMap<>(settings);
        rules.remove(RepositoryConfig.PATH);
        return rules;
    }

    public Outcome outcome(Map<String, SourceFile> workingTree, SourceAnalysis analysis, RepositoryConfig config) {
        TreeListing before = history.tree(mergeBase, TreePaths::isRead);
        Map<String, byte[]> present = new HashMap<>();
        TreeListing after = listing(own(workingTree, before), present);
        BlobSource blobs = entries -> read(entries.stream().toList(), present);
        Comparison comparison = compare(before, after, blobs);
        return new ChangeAnalysis(analysis)
                .of(before, after, blobs, config)
                .map(sides -> new Outcome(
                        base,
                        mergeBase.name(),
                        sides.head(),
                        FindingDelta.between(sides.base(), sides.head(), new PullRequestDiff(comparison)),
                        sides.files()))
                .orElse(new Outcome(
                        base, mergeBase.name(), new Analysis(List.of(), List.of()), FindingDelta.NOTHING, List.of()));
    }

    /** Without what Git would not take: build output and caches that lie in the folder. */
    private Map<String, SourceFile> own(Map<String, SourceFile> workingTree, TreeListing before) {
        Map<String, SourceFile> own = new HashMap<>(workingTree);
        own.keySet()
                .removeAll(history.ignored(workingTree.keySet().stream()
                        .filter(path -> !before.files().containsKey(path))
                        .toList()));
        return own;
    }

    /** The working tree as the tree of a commit that nobody made; its blobs are put into the map. */
    private static TreeListing listing(Map<String, SourceFile> workingTree, Map<String, byte[]> present) {
        Map<String, TreeListing.Entry> entries = new HashMap<>();
        try (ObjectInserter.Formatter formatter = new ObjectInserter.Formatter()) {
            workingTree.forEach((path, file) -> {
                String sha = formatter.idFor(Constants.OBJ_BLOB, file.content()).name();
                present.put(sha, file.content());
                entries.put(path, new TreeListing.Entry(sha, file.content().length));
            });
        }
        return new TreeListing(ObjectId.zeroId().name(), entries, false);
    }

    private Map<String, byte[]> read(List<TreeListing.Entry> entries, Map<String, byte[]> present) {
        Map<String, byte[]> contents = new HashMap<>(history.blobs(entries.stream()
                .filter(entry -> !present.containsKey(entry.blobSha()))
                .toList()));
        entries.stream()
                .map(TreeListing.Entry::blobSha)
                .filter(present::containsKey)
                .forEach(sha -> contents.put(sha, present.get(sha)));
        return contents;
    }

    private Comparison compare(TreeListing before, TreeListing after, BlobSource blobs) {
        Set<String> changed = after.differingFrom(before);
        return WorkingTreeDiff.of(
                mergeBase.name(),
                contents(before, changed::contains, blobs),
                contents(after, changed::contains, blobs));
    }

    private static Map<String, byte[]> contents(TreeListing tree, Predicate<String> wanted, BlobSource blobs) {
        Map<String, TreeListing.Entry> entries = new HashMap<>(tree.files());
        entries.keySet().removeIf(wanted.negate());
        Map<String, byte[]> bySha = blobs.read(entries.values());
        Map<String, byte[]> contents = new HashMap<>();
        entries.forEach((path, entry) ->
                Optional.ofNullable(bySha.get(entry.blobSha())).ifPresent(content -> contents.put(path, content)));
        return contents;
    }

    @Override
    public void close() {
        history.close();
    }
}
