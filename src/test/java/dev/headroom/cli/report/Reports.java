package dev.headroom.cli.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.finding.Fingerprint;
import dev.headroom.analysis.finding.Place;
import dev.headroom.analysis.finding.RelatedPlace;
import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.analysis.finding.SkippedFile;
import dev.headroom.analysis.finding.SuppressedFinding;
import dev.headroom.analysis.finding.Verdict;
import dev.headroom.cli.tree.FileLines;
import dev.headroom.cli.tree.ShownPaths;
import dev.headroom.fix.Fix;
import dev.headroom.fix.TextEdit;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reports of a fleet of three services, for the tests of each output. */
final class Reports {
    private static final String DB = "fleet/services/combat/store/db 1.go";
    private static final String MAIN = "fleet/services/combat/main.go";
    private static final String GUILD = "fleet/services/guild/guild.go";
    private static final Map<String, String> CODE = Map.of(MAIN, """
            package main

            func main() { // \u001b[31mred
            	open("ä", "dsn")
            }
            """, DB, """
            package store

            import "database/sql"

            func open(name, dsn string) (*sql.DB, error) {
            	/* ä𝄞 \u001b[2J */ db, err := sql.Open(name, dsn)
            	return db, err
            }
            """, GUILD, """
            package main

            type Guild struct {
            	Open bool
            	Gold int64
            	Full bool
            }
            """);

    private Reports() {}

    /** A blocker with a fix and a call path, a warning with figures, a suppressed warning, a file skipped. */
    static CheckReport fleet(Severity least) {
        List<Finding> combat = List.of(pool());
        List<Finding> guild =
                List.of(layout("Guild struct", "00112233445566bb", Map.of("size", 24, "optimal_size", 16)));
        Finding silenced = layout("Full bool", "00112233445566cc", Map.of());
        Analysis analysis = new Analysis(
                List.of(
                        service("ability", Verdict.NOT_APPLICABLE, Verdict.OK, List.of(), List.of()),
                        service("combat", Verdict.MISSING, Verdict.UNKNOWN, combat, List.of()),
                        service(
                                "guild",
                                Verdict.NOT_APPLICABLE,
                                Verdict.MISSING,
                                guild,
                                List.of(new SuppressedFinding(silenced, "the order is the wire format")))),
                List.of(new SkippedFile("fleet/services/guild/huge.go", "larger than 4 MiB")));
        return report(analysis, least);
    }

    /** A report of the same code where all is right. */
    static CheckReport clean() {
        List<ServiceReport> services = List.of(service("combat", Verdict.OK, Verdict.OK, List.of(), List.of()));
        return report(new Analysis(services, List.of()), Severity.HINT);
    }

    private static Finding pool() {
        Fix fix = new Fix(
                "Limit the pool to 50 connections",
                List.of(
                        edit(DB, "import \"database/sql\"", "import (\n\t\"database/sql\"\n\t\"time\"\n)"),
                        behind(DB, "dsn)\n", "\tdb.SetMaxOpenConns(50)\n")),
                true);
        return new Finding(
                "pool-unlimited",
                Severity.BLOCKER,
                "combat",
                place(DB, "sql.Open(name, dsn)"),
                "open",
                "Database pool has no limit",
                "`sql.Open` opens a pool without a maximum, 100% of the time.",
                Optional.of(fix),
                new Fingerprint("00112233445566aa"),
                List.of(new RelatedPlace(place(MAIN, "open(\"ä\", \"dsn\")"), "main calls open")),
                Map.of());
    }

    private static Finding layout(String code, String fingerprint, Map<String, Object> properties) {
        return new Finding(
                "struct-alignment",
                Severity.WARNING,
                "guild",
                place(GUILD, code),
                "Guild",
                "Struct wastes 8 of 24 bytes",
                "Another order of fields takes 16 bytes.",
                Optional.empty(),
                new Fingerprint(fingerprint),
                List.of(),
                properties);
    }

    private static CheckReport report(Analysis analysis, Severity least) {
        Map<String, SourceFile> sources = new HashMap<>();
        CODE.forEach((path, code) -> sources.put(path, new SourceFile(path, code.getBytes(UTF_8))));
        return new CheckReport(
                "1.2.3",
                analysis,
                Optional.empty(),
                rules(),
                sources,
                List.of(),
                new ShownPaths("fleet/", "../fleet/"),
                least);
    }

    private static ServiceReport service(
            String name, Verdict pool, Verdict layout, List<Finding> findings, List<SuppressedFinding> suppressed) {
        return new ServiceReport(
                name,
                "fleet/services/" + name,
                Map.of("pool-unlimited", pool, "struct-alignment", layout),
                findings,
                suppressed,
                layout == Verdict.UNKNOWN ? Map.of("struct-alignment", 2) : Map.of());
    }

    private static Place place(String path, String code) {
        byte[] content = CODE.get(path).getBytes(UTF_8);
        int start = CODE.get(path).substring(0, CODE.get(path).indexOf(code)).getBytes(UTF_8).length;
        int end = start + code.getBytes(UTF_8).length;
        FileLines lines = new FileLines(content);
        FileLines.Position from = lines.position(start);
        FileLines.Position to = lines.position(end);
        return new Place(path, start, end, from.line(), from.column(), to.line(), to.column());
    }

    private static TextEdit edit(String path, String code, String replacement) {
        Place place = place(path, code);
        return new TextEdit(path, place.startByte(), place.endByte(), replacement, TextEdit.Purpose.IMPORT);
    }

    private static TextEdit behind(String path, String code, String insertion) {
        int end = place(path, code).endByte();
        return new TextEdit(path, end, end, insertion, TextEdit.Purpose.CODE);
    }

    private static RuleCatalogue rules() {
        return RuleCatalogue.load(Map.of(
                "rules/pool-unlimited.yaml",
                rule("pool-unlimited", "blocker", "Database pool has no limit"),
                "rules/struct-alignment.yaml",
                rule("struct-alignment", "warning", "Struct wastes memory")));
    }

    private static byte[] rule(String id, String severity, String title) {
        return """
                id: %s
                severity: %s
                title: %s
                message: There are too many.
                why: |
                  Because it matters.
                docs: https://example.com/%s
                imports: {sql: database/sql}
                find:
                  - match: sql.Open($_, $_)
                tests:
                  - name: reported
                    go: |
                      var db, _ = sql.Open("a", "b") // want "many"
                  - name: quiet
                    go: |
                      var db = sql.OpenDB(nil)
                """.formatted(id, severity, title, id).getBytes(UTF_8);
    }
}
