package dev.headroom.analysis;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.config.RepositoryConfig.RuleOverride;
import dev.headroom.golang.GoSources;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rules of tests, and the analysis of source with them. */
public final class Trial {
    /** Reports the opening of a database unless its service sets a limit. */
    public static final String POOL = """
            id: pool
            severity: blocker
            title: Pool has no limit
            message: "`$DB` may open any number of connections, not ${max}."
            why: Connections are few.
            params:
              max: {type: int, default: 50, min: 1, about: connections}
              lifetime: {type: duration, default: 30m, about: age}
            imports: {sql: database/sql}
            find:
              - match: $DB, $ERR := sql.Open($_, $_)
                unless:
                  in: service
                  any: [$_.SetMaxOpenConns($_)]
                fix:
                  title: Limit the pool to ${max} connections
                  at: |
                    $DB, $ERR := sql.Open($_, $_)
                    if $ERR != nil { $$$ }
                  after: |
                    $DB.SetMaxOpenConns(${max})
                    $DB.SetConnMaxLifetime(${lifetime})
            tests:
              - name: unlimited
                go: |
                  func open(dsn string) error {
                  	db, err := sql.Open("pgx", dsn) // want "any number"
                  	if err != nil {
                  		return err
                  	}
                  	return db.Ping()
                  }
              - name: limited
                go: |
                  func tune(db *sql.DB) { db.SetMaxOpenConns(8) }
            """;

    private Trial() {}

    public static RuleCatalogue catalogue(String... rules) {
        Map<String, byte[]> files = new HashMap<>();
        for (String rule : rules) {
            String id = rule.lines().findFirst().orElseThrow().substring(4);
            files.put("rules/" + id + ".yaml", rule.getBytes(StandardCharsets.UTF_8));
        }
        return RuleCatalogue.load(files);
    }

    static Analysis analyze(String archive) {
        return analyze(archive, RepositoryConfig.defaults());
    }

    static Analysis analyze(String archive, RepositoryConfig config) {
        return new Analyzer(catalogue(POOL)).analyze(files(archive), config);
    }

    public static List<SourceFile> files(String archive) {
        return GoSources.files(archive);
    }

    static RepositoryConfig config(String rule, RuleOverride override) {
        return RepositoryConfig.defaults().withRules(Map.of(rule, override));
    }

    static RuleOverride exclude(String glob) {
        return new RuleOverride(false, Optional.empty(), Map.of(), List.of(glob));
    }

    /** Each finding as {@code service path:line rule symbol}. */
    public static List<String> places(Analysis analysis) {
        return analysis.findings().stream()
                .map(finding -> "%s %s:%d %s %s"
                        .formatted(
                                finding.service(),
                                finding.place().path(),
                                finding.place().startLine(),
                                finding.rule(),
                                finding.symbol())
                        .strip())
                .toList();
    }
}
