package dev.headroom.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.trial.FixPlanner;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.review.delta.Ignore;
import dev.headroom.review.delta.IgnoreRegister;
import dev.headroom.review.examination.ReviewSubject;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.text.RulePages;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A pull request with a blocker, people who ask for things below it, and what they get, all in memory. */
abstract class CommandsInMemory {
    static final PullRequestRef PULL_REQUEST = new PullRequestRef(new RepositoryRef(77, "acme", "widget"), 7);
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    static final RuleCatalogue RULES = RuleCatalogue.builtin();
    static final Analyzer ANALYZER = new Analyzer(RULES).withoutTests();
    static final Configurations.InForce IN_FORCE =
            new Configurations.InForce(RepositoryConfig.defaults(), RULES, List.of());
    static final String SERVER = """
            package main

            import (
            \t"log"
            \t"net/http"
            )

            func main() {
            \tlog.Fatal(http.ListenAndServe(":8080", nil))
            }
            """;

    final ConversationInMemory gitHub = new ConversationInMemory();
    final Register register = new Register();
    boolean introduces = true;
    final CarryOutCommands commands = commands();

    CarryOutCommands commands() {
        HeadFindings findings = _ -> Optional.of(subject());
        FixPlanning planning =
                (subject, wanted) -> new FixPlanner(ANALYZER, subject.inForce().config(), new ParsedFiles())
                        .plan(subject.files(), subject.head(), wanted);
        return new CarryOutCommands(
                gitHub,
                gitHub,
                (_, _) -> IN_FORCE,
                new RulePages(Optional.of("https://headroom.example.com"), RULES),
                new IgnoreFindings(gitHub, findings, register, Clock.fixed(NOON, ZoneOffset.UTC)),
                new CommitFixes(gitHub, gitHub, findings, planning));
    }

    ReviewSubject subject() {
        List<SourceFile> files = List.of(
                new SourceFile("a/go.mod", "module a\n\ngo 1.24\n".getBytes(UTF_8)),
                new SourceFile("a/main.go", SERVER.getBytes(UTF_8)));
        Analysis head = ANALYZER.analyze(files, RepositoryConfig.defaults());
        Analysis nothing = new Analysis(List.of(), List.of());
        PullRequestSnapshot snapshot = new PullRequestSnapshot(
                PULL_REQUEST,
                "PR_7",
                true,
                false,
                ConversationInMemory.HEAD,
                "b".repeat(40),
                "main",
                false,
                false,
                List.of(),
                List.of(),
                true,
                ConfigurationFiles.NONE);
        List<ChangedFile> changed = introduces
                ? List.of(new ChangedFile(
                        "a/main.go", Optional.empty(), ChangedFile.Status.ADDED, "f".repeat(40), Optional.empty()))
                : List.of();
        return new ReviewSubject(
                snapshot,
                new Comparison("b".repeat(40), changed, true),
                introduces ? nothing : head,
                head,
                true,
                IN_FORCE,
                List.of(),
                files,
                register.of(PULL_REQUEST));
    }

    CommandOutcome ask(String sender, String... lines) {
        return commands.carryOut(request(sender, new Origin.Comment(31), lines));
    }

    static CommandRequest request(String sender, Origin origin, String... lines) {
        return new CommandRequest(PULL_REQUEST, origin, sender, sender.equals("robin"), List.of(lines));
    }

    String reply() {
        assertThat(gitHub.replies).hasSize(1);
        return gitHub.replies.getFirst().body();
    }

    /** Ignores in a list. */
    static final class Register implements IgnoreRegister {
        final List<Ignore> all = new ArrayList<>();

        @Override
        public List<Ignore> of(PullRequestRef ref) {
            return List.copyOf(all);
        }

        @Override
        public void add(PullRequestRef ref, Collection<Ignore> ignores) {
            all.addAll(ignores);
        }

        @Override
        public int remove(PullRequestRef ref, Collection<Ignore.Target> targets) {
            int before = all.size();
            all.removeIf(ignore -> targets.contains(ignore.target()));
            return before - all.size();
        }

        @Override
        public void forget(PullRequestRef ref) {
            all.clear();
        }
    }
}
