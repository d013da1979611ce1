package dev.headroom.analysis.trial;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.Trial;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.fix.Fix;
import dev.headroom.fix.FixApplier;
import dev.headroom.fix.TextEdit;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.review.Samples;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixVerifierTest {
    private static final List<SourceFile> FILES = Trial.files("""
            -- go.mod --
            module m
            -- main.go --
            package main

            import "database/sql"

            func open(dsn string) error {
            	db, err := sql.Open("pgx", dsn)
            	if err != nil {
            		return err
            	}
            	return db.Ping()
            }

            func main() { open("") }
            """);
    private static final RepositoryConfig CONFIG = RepositoryConfig.defaults();

    private final Analyzer analyzer = new Analyzer(Trial.catalogue(Trial.POOL));
    private final Analysis analysis = analyzer.analyze(FILES, CONFIG);
    private final FixVerifier verifier = new FixVerifier(analyzer, FILES, CONFIG, new ParsedFiles(), analysis);

    @Test
    void aFixThatSilencesTheRuleHolds() {
        Finding finding = analysis.findings().getFirst();

        assertThat(verifier.holding(List.of(finding))).containsExactly(finding);
        byte[] fixed = FixApplier.apply(
                        "main.go",
                        FILES.getLast().content(),
                        List.of(finding.fix().orElseThrow()))
                .content();
        assertThat(new String(fixed, StandardCharsets.UTF_8)).isEqualTo("""
                package main

                import (
                	"database/sql"
                	"time"
                )

                func open(dsn string) error {
                	db, err := sql.Open("pgx", dsn)
                	if err != nil {
                		return err
                	}
                	db.SetMaxOpenConns(50)
                	db.SetConnMaxLifetime(30 * time.Minute)
                	return db.Ping()
                }

                func main() { open("") }

                """);
    }

    @Test
    void aFixThatChangesNothingForTheRuleIsDropped() {
        assertThat(verifier.holding(List.of(with(edit("\n\t_ = dsn"))))).isEmpty();
    }

    @Test
    void aFixThatBreaksTheCodeIsDropped() {
        assertThat(verifier.holding(List.of(with(edit("\n\tdb.SetMaxOpenConns(50")))))
                .isEmpty();
    }

    @Test
    void aFixOfAFileThatIsNotThereIsDropped() {
        TextEdit elsewhere = new TextEdit("gone.go", 0, 0, "x", TextEdit.Purpose.CODE);

        assertThat(verifier.holding(List.of(with(elsewhere)))).isEmpty();
    }

    @Test
    void oneThatIsWrongAmongManyIsFoundByTheFileItIsIn() {
        Crowd crowd = new Crowd(8);

        assertThat(crowd.verifier(3).holding(crowd.findings)).containsExactlyInAnyOrderElementsOf(crowd.right());
        assertThat(crowd.verifier(1).holding(crowd.findings))
                .as("what was not tried to the end is not proposed")
                .isEmpty();
    }

    @Test
    void oneThatBreaksTheCodeDoesNotSpareTheOthersTheirTrial() {
        Crowd crowd = new Crowd(4);
        Finding last = crowd.findings.getLast();
        Finding breaking = with(last, new TextEdit(last.place().path(), 0, 0, "func (", TextEdit.Purpose.CODE));
        List<Finding> asked = new ArrayList<>(crowd.findings.subList(0, 3));
        asked.add(breaking);

        assertThat(crowd.verifier(10).holding(asked)).containsExactlyElementsOf(crowd.findings.subList(1, 3));
    }

    /** A program of several files that open a pool each; the fix of the first file helps nothing. */
    private static final class Crowd {
        private final Analyzer alone = new Analyzer(Trial.catalogue(Trial.POOL.replace("in: service", "in: function")));
        private final List<SourceFile> files;
        private final Analysis said;
        private final List<Finding> findings;

        Crowd(int size) {
            StringBuilder text = new StringBuilder("-- go.mod --\nmodule m\n");
            for (int i = 0; i < size; i++) {
                text.append("""
                        -- file%1$d.go --
                        package main

                        import "database/sql"

                        func open%1$d(dsn string) error {
                        	db, err := sql.Open("pgx", dsn)
                        	if err != nil {
                        		return err
                        	}
                        	return db.Ping()
                        }
                        """.formatted(i));
            }
            files = Trial.files(text.toString());
            said = alone.analyze(files, CONFIG);
            TextEdit useless = new TextEdit("file0.go", 0, 0, "// a\n", TextEdit.Purpose.CODE);
            findings = said.findings().stream()
                    .map(finding -> finding.place().path().equals("file0.go") ? with(finding, useless) : finding)
                    .toList();
            assertThat(findings).hasSize(size);
        }

        FixVerifier verifier(int mostAnalyses) {
            return new FixVerifier(alone, files, CONFIG, new ParsedFiles(), said, mostAnalyses);
        }

        List<Finding> right() {
            return findings.stream()
                    .filter(finding -> !finding.place().path().equals("file0.go"))
                    .toList();
        }
    }

    private static TextEdit edit(String text) {
        String source = new String(FILES.getLast().content(), StandardCharsets.UTF_8);
        int at = source.indexOf("dsn)\n") + 4;
        return new TextEdit("main.go", at, at, text, TextEdit.Purpose.CODE);
    }

    private Finding with(TextEdit edit) {
        return with(analysis.findings().getFirst(), edit);
    }

    private static Finding with(Finding finding, TextEdit edit) {
        return Samples.with(finding, new Fix("Change it", List.of(edit), true));
    }
}
