package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.cli.tree.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadroomTest extends CommandLineTrial {
    @BeforeEach
    void aServiceWithAnUnlimitedPool() throws IOException {
        write("go.mod", "module example.com/a\n\ngo 1.24\n");
        write("main.go", """
                package main

                import "database/sql"

                func main() {
                	db, err := sql.Open("pgx", "dsn")
                	if err != nil {
                		panic(err)
                	}
                	_ = db
                }
                """);
    }

    @Test
    void endsWithOneWhereSomethingBlocks() {
        assertThat(run("check", "--format", "github", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("::error file=" + folder + "/main.go,line=6,endLine=6,col=13,endColumn=35,title=Database");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void endsWithZeroWhereNothingBlocks() throws IOException {
        write(".github/headroom.yml", "rules: {db-pool-unconfigured: {severity: warning}}\n");
        assertThat(run("check", "--severity", "warning", folder.toString())).isZero();
        assertThat(out.toString()).contains("WARNING  db-pool-unconfigured");
        assertThat(run("check", "--severity", "blocker", folder.toString())).isZero();
        assertThat(out.toString()).startsWith("nothing found in 1 file, 1 unit, ");
    }

    @Test
    void checksASingleFile() {
        assertThat(run("check", folder.resolve("main.go").toString())).isEqualTo(1);
        assertThat(out.toString()).startsWith(folder + "/main.go:6:13  BLOCKER  db-pool-unconfigured");
    }

    @Test
    void showsAsAPatchWhatItWouldFixAndWritesNothing() throws IOException {
        String before = Files.readString(folder.resolve("main.go"));
        assertThat(run("check", "--diff", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("diff --git a/main.go b/main.go\n--- a/main.go\n+++ b/main.go\n@@ -1,11 +1,18 @@\n")
                .contains("\n+\tdb.SetMaxOpenConns(50)\n");
        assertThat(err.toString()).isEqualTo("1 fix possible in 1 file\n");
        assertThat(folder.resolve("main.go")).hasContent(before);
    }

    @Test
    void fixesWhatIsSafeOnce() throws IOException {
        assertThat(run("check", "--fix", folder.toString())).isZero();
        assertThat(out.toString()).startsWith("nothing found in ").endsWith("1 fix applied in 1 file\n");
        String fixed = Files.readString(folder.resolve("main.go"));
        assertThat(fixed).contains("\t\"time\"\n", "\tdb.SetMaxOpenConns(50)\n");
        assertThat(run("check", "--fix", "--format", "json", folder.toString())).isZero();
        assertThat(err.toString()).isEqualTo("no fixes applied\n");
        assertThat(folder.resolve("main.go")).hasContent(fixed);
    }

    @Test
    void saysInOneSentenceWhatIsWrong() throws IOException {
        assertThat(run("check", "--fromat", "json")).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("headroom: Unknown option: '--fromat'; 'headroom check --help' tells more\n");
        assertThat(run("check", "nowhere")).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("headroom: there is no file or folder 'nowhere'\n");
        write(".github/headroom.yml", "rules:\n  db-pool-unconfigure: off\nreviews: {}\n");
        assertThat(run("check", folder.toString())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("headroom: .github/headroom.yml:2: There is no rule \"db-pool-unconfigure\"; "
                        + "did you mean \"db-pool-unconfigured\"? (and 1 more)\n");
        assertThat(run("rules", "show", "db-pool")).isEqualTo(2);
        assertThat(err.toString()).startsWith("headroom: there is no rule 'db-pool'");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void listsAllThatIsWrongInAConfiguration() throws IOException {
        write(".github/headroom.yml", "rules:\n  db-pool-unconfigure: off\nreviews: {}\n");
        assertThat(run("config", "check", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("""
                .github/headroom.yml:2: There is no rule "db-pool-unconfigure"; did you mean "db-pool-unconfigured"?
                .github/headroom.yml:3: Unknown key "reviews"; did you mean "review"?
                """);
    }

    @Test
    void tellsWhereEachValueComesFrom() throws IOException {
        write(
                ".github/headroom.yml",
                "rules:\n  db-pool-unconfigured: {params: {max_conns: 25}}\nreview:\n  drafts: true\n");
        assertThat(run("config", "show", folder.toString())).isZero();
        assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
                .contains(
                        "services.roots - default",
                        "rules.db-pool-unconfigured.params.max_conns 25 .github/headroom.yml:2",
                        "rules.db-pool-unconfigured.params.min_conns 10 default",
                        "review.drafts true .github/headroom.yml:4",
                        "review.block_on introduced default");
    }

    @Test
    void runsTheTestsOfAFolderOfRules() throws IOException {
        write("rules/noisy.yaml", """
                id: noisy
                severity: hint
                title: Opened
                message: A pool is opened.
                why: To try it.
                imports: {sql: database/sql}
                find:
                  - match: sql.Open($_, $_)
                tests:
                  - name: reported
                    go: |
                      var db, _ = sql.Open("a", "b") // want "opened"
                  - name: should be quiet
                    go: |
                      var db, _ = sql.Open("a", "b")
                """);
        assertThat(run("rules", "test", folder.resolve("rules").toString())).isEqualTo(1);
        assertThat(out.toString()).contains(": noisy: should be quiet\n").endsWith("2 tests of 1 rule, 1 failed\n");
    }

    @Test
    void leavesOutWhatIsNotTheRepositorysCode() throws IOException {
        for (String left : List.of("node_modules/x", "vendor/acme.org/x", "testdata", ".tools", "_old")) {
            write(left + "/main.go", "package main\n");
            assertThat(SourceTree.read(List.of(folder.resolve(left))).files()).containsOnlyKeys("main.go");
        }
        Files.createSymbolicLink(folder.resolve("linked.go"), folder.resolve("main.go"));
        SourceTree tree = SourceTree.read(List.of(folder));
        assertThat(tree.files()).containsOnlyKeys("go.mod", "main.go");
        assertThat(tree.skipped()).isEmpty();
    }

    @Test
    void knowsPathsFromTheRepositorysRootAndShowsThemFromTheFolderGiven() throws IOException {
        write(".git/HEAD", "ref: refs/heads/main\n");
        write("services/a/a.go", "package a\n");
        SourceTree tree = SourceTree.read(List.of(folder.resolve("services/a")));
        assertThat(tree.files()).containsOnlyKeys("go.mod", "services/a/a.go");
        assertThat(tree.paths().relative("services/a/a.go")).isEqualTo("a.go");
        assertThat(tree.paths().relative("services/a")).isEmpty();
        assertThat(tree.paths().onTerminal("services/a/a.go")).isEqualTo(folder + "/services/a/a.go");
    }
}
