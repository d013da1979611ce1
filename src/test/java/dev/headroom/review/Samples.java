package dev.headroom.review;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.fix.Fix;
import dev.headroom.fix.TextEdit;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.pullrequest.PullRequestRef;
import dev.headroom.pullrequest.PullRequestSnapshot;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnReview;
import dev.headroom.pullrequest.PullRequestSnapshot.OwnThread;
import dev.headroom.repository.ChangedFile;
import dev.headroom.repository.Comparison;
import dev.headroom.repository.ConfigurationFiles;
import dev.headroom.repository.Configurations;
import dev.headroom.repository.RepositoryRef;
import dev.headroom.review.diff.PullRequestDiff;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.RuleText;
import dev.headroom.rule.Scope;
import dev.headroom.rule.Severity;
import dev.headroom.rule.Template;
import dev.headroom.text.RulePages;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Values for tests: findings on whole lines of a small file. */
public final class Samples {
    public static final RepositoryRef REPOSITORY = new RepositoryRef(77, "acme", "widget");
    public static final PullRequestRef PULL_REQUEST = new PullRequestRef(REPOSITORY, 7);
    public static final String HEAD = "aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    public static final String BASE = "bbbbbbb2bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    public static final String PATH = "services/combat/db.go";
    public static final String SOURCE = """
            package main

            func open(dsn string) *sql.DB {
            	db, err := sql.Open("pgx", dsn)
            	if err != nil {
            		panic(err)
            	}
            	return db
            }
            """;
    public static final String PATCH = """
            @@ -1,6 +1,9 @@
             package main
            \s
            +func open(dsn string) *sql.DB {
            +	db, err := sql.Open("pgx", dsn)
            +	if err != nil {
             		panic(err)
             	}
             	return db
             }
            """.replaceFirst("\n\\z", "");
    public static final String WHY =
            "Every replica opens its own pool, so the database sees replicas times the pool's size.";
    public static final RuleCatalogue RULES = RuleCatalogue.of(
            rule("db-pool-unconfigured", WHY), rule("rows-not-closed", WHY), rule("builder-without-grow", WHY));
    /** Of a server that is not reached from outside. */
    public static final RulePages PAGES = new RulePages(Optional.empty(), RULES);

    private Samples() {}

    /** A rule of which nothing but the text counts. */
    public static Rule rule(String id, String why) {
        return new Rule(
                id,
                Severity.WARNING,
                Scope.SITE,
                new RuleText(Template.of("Title"), Template.of("Message")),
                why,
                Optional.of("https://pkg.go.dev/database/sql#DB.SetMaxOpenConns"),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                "rules/" + id + ".yaml",
                "");
    }

    public static Finding blocker(String fingerprint, int line) {
        return finding(Severity.BLOCKER, "db-pool-unconfigured", fingerprint, PATH, line);
    }

    public static Finding warning(String fingerprint, int line) {
        return finding(Severity.WARNING, "rows-not-closed", fingerprint, PATH, line);
    }

    public static Finding finding(Severity severity, String rule, String fingerprint, String path, int line) {
        return new Finding(
                rule,
                severity,
                path.split("/")[1],
                new Place(path, line * 100, line * 100 + 10, line, 2, line, 12),
                "open",
                severity == Severity.BLOCKER ? "Database pool has no limit" : "Rows are not closed",
                severity == Severity.BLOCKER
                        ? "This pool may open an unlimited number of connections in every replica."
                        : "The connection stays taken until the rows are closed.",
                Optional.empty(),
                new Fingerprint(fingerprint.repeat(16).substring(0, 16)),
                List.of(),
                Map.of());
    }

    public static Finding fixed(Finding finding, String anchor, String replacement) {
        return fixed(finding, TextEdit.Purpose.CODE, anchor, replacement);
    }

    /** The finding with a fix that puts one text of {@link #SOURCE} in the place of another. */
    public static Finding fixed(Finding finding, TextEdit.Purpose purpose, String anchor, String replacement) {
        int start = SOURCE.indexOf(anchor);
        TextEdit edit = new TextEdit(finding.place().path(), start, start + anchor.length(), replacement, purpose);
        return with(finding, new Fix("Limit the pool to 50 connections", List.of(edit), true));
    }

    public static Finding with(Finding finding, Fix fix) {
        return new Finding(
                finding.rule(),
                finding.severity(),
                finding.service(),
                finding.place(),
                finding.symbol(),
                finding.title(),
                finding.message(),
                Optional.of(fix),
                finding.fingerprint(),
                finding.related(),
                finding.properties());
    }

    public static Finding saying(Finding finding, String title, String message) {
        return new Finding(
                finding.rule(),
                finding.severity(),
                finding.service(),
                finding.place(),
                finding.symbol(),
                title,
                message,
                finding.fix(),
                finding.fingerprint(),
                finding.related(),
                finding.properties());
    }

    /** The finding as one of a rule of this scope, in a hot function or not. */
    public static Finding about(Finding finding, Scope scope, boolean hot) {
        return new Finding(
                finding.rule(),
                finding.severity(),
                finding.service(),
                finding.place(),
                finding.symbol(),
                finding.title(),
                finding.message(),
                finding.fix(),
                finding.fingerprint(),
                finding.related(),
                finding.properties(),
                scope,
                hot);
    }

    /** An open pull request at its head, with what the App has posted on it. */
    public static PullRequestSnapshot pullRequest(List<OwnReview> reviews, List<OwnThread> threads) {
        return new PullRequestSnapshot(
                PULL_REQUEST,
                "PR_7",
                true,
                false,
                HEAD,
                BASE,
                "main",
                false,
                false,
                reviews,
                threads,
                false,
                ConfigurationFiles.NONE);
    }

    public static Analysis analysis(Finding... findings) {
        return analysis(List.of(), findings);
    }

    public static Analysis analysis(List<SuppressedFinding> suppressed, Finding... findings) {
        Map<String, List<Finding>> services = Arrays.stream(findings)
                .collect(Collectors.groupingBy(Finding::service, TreeMap::new, Collectors.toList()));
        if (!suppressed.isEmpty()) {
            services.putIfAbsent("combat", List.of());
        }
        return new Analysis(
                services.entrySet().stream()
                        .map(service -> new ServiceReport(
                                service.getKey(),
                                "services/" + service.getKey(),
                                Map.of("db-pool-unconfigured", Verdict.MISSING, "rows-not-closed", Verdict.OK),
                                service.getValue(),
                                service.getKey().equals("combat") ? suppressed : List.of(),
                                Map.of()))
                        .toList(),
                List.of());
    }

    public static Configurations.InForce inForce(RepositoryConfig config) {
        return new Configurations.InForce(config, RULES, List.of());
    }

    public static RepositoryConfig config(RepositoryConfig.ReviewPolicy policy) {
        RepositoryConfig defaults = RepositoryConfig.defaults();
        return new RepositoryConfig(
                defaults.serviceRoots(), defaults.rules(), policy, defaults.hotPaths(), defaults.campaign());
    }

    public static ChangedFile changed(String path, String patch) {
        return new ChangedFile(path, Optional.empty(), ChangedFile.Status.MODIFIED, "1", Optional.of(patch));
    }

    public static Comparison comparison(ChangedFile... files) {
        return new Comparison(BASE, List.of(files), true);
    }

    public static PullRequestDiff diff(ChangedFile... files) {
        return new PullRequestDiff(comparison(files));
    }

    public static final List<SourceFile> FILES = List.of(new SourceFile(PATH, SOURCE.getBytes(StandardCharsets.UTF_8)));

    public static Optional<byte[]> content(String path) {
        return path.equals(PATH) ? Optional.of(SOURCE.getBytes(StandardCharsets.UTF_8)) : Optional.empty();
    }
}
