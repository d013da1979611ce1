package dev.headroom.review;

import static dev.headroom.review.Samples.BASE;
import static dev.headroom.review.Samples.HEAD;
import static dev.headroom.review.Samples.PULL_REQUEST;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.repository.BlobCache;
import dev.headroom.repository.Configurations;
import dev.headroom.review.examination.HeadExamination;
import dev.headroom.rule.Severity;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A pull request that opens two blockers in one file, and the review of it, all in memory. */
abstract class ReviewInMemory {
    static final String NEXT = "ddddddd4dddddddddddddddddddddddddddddddd";
    static final String BACK = "eeeeeee5eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee";
    static final Map<String, String> AT_BASE = Map.of(
            "go.mod", "module acme\n",
            "README.md", "# acme\n",
            "services/auth/main.go", "package main\n\nfunc main() {\n}\n",
            "services/combat/main.go", "package main\n\nfunc main() {\n}\n",
            "services/combat/db.go", "package main\n\nvar x = 1\n");

    final GitHubInMemory gitHub = new GitHubInMemory();
    final Map<String, byte[]> cached = new HashMap<>();
    final List<List<String>> analysed = new ArrayList<>();
    Instant now = Instant.parse("2026-03-01T12:00:00Z");
    List<String> problems = List.of();
    final ReviewPullRequest useCase = made();

    @BeforeEach
    void aPullRequest() {
        gitHub.commit(BASE, AT_BASE);
        gitHub.commit(HEAD, with(Map.of("services/combat/db.go", "package main\n\nOPEN one\nOPEN two\n")));
        gitHub.commit(NEXT, with(Map.of("services/combat/db.go", "package main\n\nOPEN three\n")));
    }

    static Map<String, String> with(Map<String, String> changes) {
        Map<String, String> files = new HashMap<>(AT_BASE);
        changes.forEach((path, text) -> {
            if (text.isEmpty()) {
                files.remove(path);
            } else {
                files.put(path, text);
            }
        });
        return files;
    }

    ReviewPullRequest made() {
        InstantSource watch = () -> now;
        BlobCache cache = new BlobCache() {
            @Override
            public Map<String, byte[]> find(Collection<String> blobShas) {
                Map<String, byte[]> found = new HashMap<>(cached);
                found.keySet().retainAll(blobShas);
                return found;
            }

            @Override
            public void keep(Map<String, byte[]> contents) {
                cached.putAll(contents);
            }
        };
        return new ReviewPullRequest(
                gitHub,
                gitHub,
                new HeadExamination(gitHub, cache, (files, _) -> analyse(files), _ -> List.of()),
                (_, _) -> new Configurations.InForce(RepositoryConfig.defaults(), Samples.RULES, problems),
                Samples.PAGES,
                watch.withZone(ZoneOffset.UTC));
    }

    /** A blocker for each line that begins with OPEN. */
    Analysis analyse(List<SourceFile> files) {
        analysed.add(files.stream().map(SourceFile::path).toList());
        List<Finding> findings = new ArrayList<>();
        for (SourceFile file : files) {
            List<String> lines =
                    new String(file.content(), StandardCharsets.UTF_8).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).startsWith("OPEN")) {
                    String print = String.format("%016x", (long) lines.get(i).hashCode() & 0xffffffffL);
                    findings.add(Samples.finding(Severity.BLOCKER, "db-pool-unconfigured", print, file.path(), i + 1));
                }
            }
        }
        return Samples.analysis(findings.toArray(Finding[]::new));
    }

    ReviewOutcome review() {
        return useCase.review(PULL_REQUEST, false);
    }
}
