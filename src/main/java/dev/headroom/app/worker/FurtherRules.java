package dev.headroom.app.worker;

import dev.headroom.pullrequest.PullRequestReader;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.CachedBlobs;
import dev.headroom.repository.ConfigurationFiles.RuleFile;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.rule.Problem;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.RuleLoadException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that repositories bring along: patterns only, few and small, since strangers write them. */
final class FurtherRules {
    static final int MOST_FILES = 50;
    /** Bytes. */
    static final long LARGEST_FILE = 32 * 1024;

    private final PullRequestReader reader;
    private final BlobCache blobs;

    FurtherRules(PullRequestReader reader, BlobCache blobs) {
        this.reader = reader;
        this.blobs = blobs;
    }

    /**
     * Reads rules; none of them counts where one is wrong.
     *
     * @param taken rules whose ids are not free
     * @param problems is given a sentence for whatever is wrong
     */
    RuleCatalogue read(RepositoryRef repository, List<RuleFile> files, RuleCatalogue taken, List<String> problems) {
        if (files.isEmpty() || !bounded(files, problems)) {
            return RuleCatalogue.of();
        }
        Map<String, byte[]> contents = new CachedBlobs(missing -> reader.blobs(repository, missing), blobs)
                .read(files.stream().map(RuleFile::blob).toList());
        Map<String, byte[]> byPath = new HashMap<>();
        for (RuleFile file : files) {
            byte[] content = contents.get(file.blob().blobSha());
            if (content != null) {
                byPath.put(file.path(), content);
            } else {
                problems.add(file.path() + " cannot be read.");
            }
        }
        try {
            RuleCatalogue rules = RuleCatalogue.load(byPath);
            // Only to learn whether an id is taken.
            taken.with(rules);
            return rules;
        } catch (RuleLoadException e) {
            e.problems().stream().map(Problem::toString).forEach(problems::add);
            return RuleCatalogue.of();
        }
    }

    private static boolean bounded(List<RuleFile> files, List<String> problems) {
        if (files.size() > MOST_FILES) {
            problems.add("There are " + files.size() + " files with rules, more than the " + MOST_FILES
                    + " that are read; none of them is in force.");
            return false;
        }
        List<RuleFile> large =
                files.stream().filter(file -> file.blob().size() > LARGEST_FILE).toList();
        large.forEach(file ->
                problems.add(file.path() + " is larger than " + LARGEST_FILE / 1024 + " KiB; no rule is in force."));
        return large.isEmpty();
    }
}
