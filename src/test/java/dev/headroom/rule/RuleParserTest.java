package dev.headroom.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleParserTest {
    private static final String HEAD = """
            id: pool
            severity: blocker
            title: Pool has no limit
            message: This pool may open ${limit} connections.
            why: Connections are few.
            """;
    private static final String PARAMS = """
            params:
              max_conns: {type: int, default: 50, min: 1, about: connections one replica may hold}
              lifetime: {type: duration, default: 30m, about: age of a connection}
            imports: {sql: database/sql}
            """;
    private static final String FIND = """
            find:
              - match: $DB, $ERR := sql.Open($_, $_)
                with: {limit: unlimited}
                unless:
                  in: service
                  any:
                    - $_.SetMaxOpenConns($_)
                fix:
                  title: Limit the pool to ${max_conns} connections
                  at: |
                    $DB, $ERR := sql.Open($_, $_)
                    if $ERR != nil { $$$ }
                  after: |
                    $DB.SetMaxOpenConns(${max_conns})
                    $DB.SetConnMaxLifetime(${lifetime})
                  imports: {time: time}
            """;
    private static final String TESTS = """
            tests:
              - name: unlimited
                go: |
                  db, err := sql.Open("pgx", dsn) // want "unlimited"
              - name: limited
                go: |
                  db.SetMaxOpenConns(8)
            """;

    @Test
    void readsARuleOfPatterns() {
        Rule rule = parsed(HEAD + PARAMS + FIND + TESTS);

        assertThat(rule.id()).isEqualTo("pool");
        assertThat(rule.severity()).isEqualTo(Severity.BLOCKER);
        assertThat(rule.topic()).isEqualTo("database");
        assertThat(rule.params().keySet()).containsExactly("max_conns", "lifetime");
        assertThat(rule.params().get("lifetime").standard()).isEqualTo(Duration.ofMinutes(30));
        Find find = rule.find().getFirst();
        assertThat(find.match().variables()).containsExactly("DB", "ERR");
        assertThat(find.unless().getFirst().in()).isEqualTo(Find.Scope.SERVICE);
        assertThat(find.fix().orElseThrow().placement()).isEqualTo(Find.Placement.AFTER);
        assertThat(find.fix().orElseThrow().template().imports())
                .containsEntry("time", "time")
                .containsEntry("sql", "database/sql");
        assertThat(rule.tests()).extracting(RuleTest::name).containsExactly("unlimited", "limited");
    }

    @Test
    void aRuleIsAboutPlacesUnlessItSaysThatItIsAboutServices() {
        assertThat(parsed(HEAD + PARAMS + FIND + TESTS).scope()).isEqualTo(Scope.SITE);
        assertThat(parsed(HEAD + "scope: site\n" + PARAMS + FIND + TESTS).scope())
                .isEqualTo(Scope.SITE);
        assertThat(parsed(HEAD + "scope: service\n" + PARAMS + FIND + TESTS).scope())
                .isEqualTo(Scope.SERVICE);
    }

    @Test
    void aScopeIsOneOfTwoWords() {
        assertThat(problems(HEAD + "scope: module\n" + PARAMS + FIND + TESTS))
                .containsExactly("rules/database/pool.yaml:6: The scope \"module\" must be site or service.");
    }

    @Test
    void readsARuleWithACheckVariantsAndFixes() {
        Rule rule = parsed(HEAD + PARAMS + """
                check: database-pool
                variants:
                  no-effect:
                    title: Pool size has no effect
                    message: The limit is set after the pool was made.
                fixes:
                  setters:
                    title: Limit the pool to ${max_conns} connections
                    text: |
                      ${db}.SetMaxOpenConns(${max_conns})
                      ${db}.SetConnMaxLifetime(${lifetime})
                    imports: {time: time}
                    safe: false
                go: ">=1.19"
                """ + TESTS);

        assertThat(rule.check()).contains("database-pool");
        assertThat(rule.variants().get("no-effect").title()).hasToString("Pool size has no effect");
        assertThat(rule.fixes().get("setters").text().values()).containsExactly("db", "max_conns", "lifetime");
        assertThat(rule.fixes().get("setters").safe()).isFalse();
        assertThat(rule.go().orElseThrow()).hasToString(">=1.19");
    }

    @Test
    void collectsEveryMistakeWithFileLineAndKey() {
        assertThat(problems("""
                        id: Pool
                        severity: fatal
                        titel: Pool has no limit
                        message: This pool may open ${limit} connections to $HOST.
                        params:
                          max_conns: {type: int, default: 0, min: 1, about: connections}
                          idle: {type: integer, default: 1, about: connections}
                        imports: {sql: "database sql"}
                        find:
                          - match: sql.Open($db, $_)
                            unless: {in: servcie, any: [if x]}
                          - match: sql.Open($_, $_)
                            where: {$DB: sql.DB}
                            fix: {title: a, replace: b, after: c}
                        go: "1.19"
                        """))
                .containsExactly(
                        "rules/database/pool.yaml:3: Unknown key \"titel\"; did you mean \"title\"?",
                        "rules/database/pool.yaml:6: The parameter \"max_conns\" must be at least 1, not 0.",
                        "rules/database/pool.yaml:7: The type \"integer\" is none of int, size, duration, string, bool, list.",
                        "rules/database/pool.yaml:8: \"imports.sql\" must be an import path, not \"database sql\".",
                        "rules/database/pool.yaml:1: The id \"Pool\" must be lower-case words joined by hyphens.",
                        "rules/database/pool.yaml:2: The severity \"fatal\" must be blocker, warning or hint.",
                        "rules/database/pool.yaml:1: The key \"title\" is missing.",
                        "rules/database/pool.yaml:1: The key \"why\" is missing.",
                        "rules/database/pool.yaml:10: \"find[0].match\": The pattern has $db, but metavariables are written $_, $$$ or in capitals like $DB.",
                        "rules/database/pool.yaml:11: \"find[0].unless.in\" is \"servcie\", but must be one of match, function, file, package, service; did you mean \"service\"?",
                        "rules/database/pool.yaml:11: \"find[0].unless.any[0]\": The pattern if x does not parse as Go: neither as an expression or statements, nor as a declaration or type.",
                        "rules/database/pool.yaml:13: \"find[1].where.$DB\" is about \"$DB\", which the pattern does not bind.",
                        "rules/database/pool.yaml:14: \"find[1].fix\" needs exactly one of after, before, replace and fields.",
                        "rules/database/pool.yaml:15: \"go\" must be a version range such as \">=1.19\" or \"<1.23\", not \"1.19\".",
                        "rules/database/pool.yaml:1: The rule has no \"tests\".",
                        "rules/database/pool.yaml:4: \"message\" uses ${limit}, which is neither in \"params\" nor in \"with\".",
                        "rules/database/pool.yaml:4: \"message\" uses $HOST, which the pattern at this place does not bind.");
    }

    @Test
    void asksForAReportAndANearMiss() {
        assertThat(problems(HEAD + PARAMS + FIND + """
                tests:
                  - name: unlimited
                    go: sql.Open("pgx", dsn) // want "unlimited"
                """))
                .containsExactly(
                        "rules/database/pool.yaml:26: The rule has no near miss: a test without // want, which must stay quiet.");
        assertThat(problems(HEAD + PARAMS + FIND + """
                tests:
                  - name: limited
                    go: db.SetMaxOpenConns(8)
                    params: {max_cons: 3}
                """))
                .containsExactly(
                        "rules/database/pool.yaml:29: The rule has no parameter \"max_cons\"; did you mean \"max_conns\"?",
                        "rules/database/pool.yaml:26: The rule has no test that marks a report with // want \"regexp\".");
    }

    @Test
    void keepsChecksToItself() {
        List<Problem> problems = new ArrayList<>();
        String yaml = HEAD + PARAMS + "check: database-pool\n" + TESTS;

        assertThat(RuleParser.parse("pool.yaml", yaml.getBytes(StandardCharsets.UTF_8), false, problems))
                .isEmpty();
        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "pool.yaml:10: \"check\" names a part of Headroom written in Java, which a rule from outside cannot have: use \"find\" with patterns.");
    }

    @Test
    void boundsWhatItReads() {
        assertThat(problems("a: &x [1]\nb: *x\n"))
                .containsExactly("rules/database/pool.yaml:2: The alias *x is not supported: write the value out.");
        assertThat(problems("a: " + "[".repeat(30) + "]".repeat(30)))
                .containsExactly("rules/database/pool.yaml:1: The file nests deeper than 20 levels.");
        assertThat(problems("# " + "x".repeat(300_000)))
                .containsExactly("rules/database/pool.yaml:1: The file is larger than 256 KiB.");
        assertThat(problems("id: a\nid: b\n")).contains("rules/database/pool.yaml:2: The key \"id\" is given twice.");
        assertThat(problems("id: [a\n")).singleElement().asString().contains(": The YAML cannot be read: ");
        assertThat(problems("- a\n"))
                .containsExactly(
                        "rules/database/pool.yaml:1: The file must hold keys with values, such as \"key: value\".");
    }

    private static Rule parsed(String yaml) {
        List<Problem> problems = new ArrayList<>();
        Optional<Rule> rule = parse(yaml, problems);
        assertThat(problems).isEmpty();
        return rule.orElseThrow();
    }

    private static List<String> problems(String yaml) {
        List<Problem> problems = new ArrayList<>();
        assertThat(parse(yaml, problems)).isEmpty();
        return problems.stream().map(Problem::toString).toList();
    }

    private static Optional<Rule> parse(String yaml, List<Problem> problems) {
        return RuleParser.parse("rules/database/pool.yaml", yaml.getBytes(StandardCharsets.UTF_8), true, problems);
    }
}
