package dev.headroom.cli.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.cli.CommandLineTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseComparisonTest extends CommandLineTrial {
    private static final String OPENS = """
            package main

            import "database/sql"

            func main() {
            	db, err := sql.Open("pgx", "dsn")
            	if err != nil {
            		panic(err)
            	}
            	_ = db
            }
            """;
    private static final String QUIET = "package main\n\nfunc main() {}\n";

    private Git git;

    /** On main, a service opens a pool; on it stands the branch that is checked out. */
    @BeforeEach
    void aRepository() throws IOException, GitAPIException {
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        write("old/go.mod", "module example.com/old\n\ngo 1.24\n");
        write("old/main.go", OPENS);
        write("new/go.mod", "module example.com/new\n\ngo 1.24\n");
        write("new/main.go", QUIET);
        write(".gitignore", "build/\n");
        commit();
        git.checkout().setCreateBranch(true).setName("topic").call();
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void tellsAndBlocksWhatIsIntroducedOnly() throws IOException {
        write("old/main.go", OPENS.replace("_ = db", "_ = db\n\tprintln()"));
        assertThat(run("check", "--base", "main", folder.toString())).isZero();
        assertThat(out.toString()).startsWith("""
                1 finding was there before; without --base they are shown
                nothing introduced since %s, the merge base with main, in 1 file, 1 unit, \
                """.formatted(mergeBase()));

        write("new/main.go", OPENS);
        assertThat(run("check", "--base", "main", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .startsWith(folder + "/new/main.go:6:13  BLOCKER  db-pool-unconfigured")
                .doesNotContain("old/main.go")
                .contains("\n1 finding was there before; without --base they are shown\n"
                        + "1 blocker introduced since " + mergeBase() + ", the merge base with main, in 2 files, ");
        assertThat(run("check", "--base", "main", "--format", "github", folder.toString()))
                .isEqualTo(1);
        assertThat(out.toString().lines()).hasSize(1);
        assertThat(run("check", "--base", "main", folder.resolve("old").toString()))
                .as("what is given is what is told")
                .isZero();
    }

    @Test
    void whatMovesStaysOldAndWhatIsGoneIsFixed() throws IOException {
        Files.delete(folder.resolve("old/main.go"));
        write("old/cmd/server/main.go", "// Moved.\n" + OPENS);
        assertThat(run("check", "--base", "main", "--format", "json", folder.toString()))
                .isZero();
        assertThat(out.toString()).contains("\"introduced\": 0,\n    \"existing\": 1,\n    \"fixed\": 0");

        write("old/cmd/server/main.go", QUIET);
        assertThat(run("check", "--base", "main", folder.toString())).isZero();
        assertThat(out.toString())
                .startsWith(
                        "fixed  " + folder + "/old/main.go:6:13  db-pool-unconfigured  Database pool has no limit\n")
                .contains("the merge base with main, 1 fixed, in 1 file, 1 unit, ");
    }

    @Test
    void comparesWithTheMergeBaseAndReadsTheConfigurationOfTheBase() throws IOException, GitAPIException {
        write("new/main.go", OPENS);
        write(".github/headroom.yml", "rules: {db-pool-unconfigured: off}\n");
        commit();
        git.checkout().setName("main").call();
        write("old/main.go", QUIET);
        write(".github/headroom.yml", "review: {block_on: never}\n");
        commit();
        git.checkout().setName("topic").call();

        assertThat(run("check", "--base", "main", "--format", "json", folder.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("\"introduced\": 1,\n    \"existing\": 0,\n    \"fixed\": 0")
                .contains("\"status\": \"introduced\"");
        assertThat(run("check", "--base", "main", "--format", "sarif", folder.toString()))
                .isZero();
        assertThat(out.toString()).contains("\"baselineState\": \"new\"");
    }

    @Test
    void fixesWhatIsIntroducedOnly() throws IOException {
        write("old/main.go", OPENS.replace("_ = db", "_ = db\n\tprintln()"));
        write("new/main.go", OPENS);
        String old = Files.readString(folder.resolve("old/main.go"));

        assertThat(run("check", "--base", "main", "--fix", folder.toString())).isZero();

        assertThat(out.toString()).endsWith("1 fix applied in 1 file\n");
        assertThat(folder.resolve("old/main.go")).hasContent(old);
        assertThat(Files.readString(folder.resolve("new/main.go"))).contains("db.SetMaxOpenConns(50)");
    }

    @Test
    void leavesAloneWhatGitIgnores() throws IOException {
        write("build/cache/main.go", OPENS);
        assertThat(run("check", "--base", "main", folder.toString())).isZero();
        assertThat(out.toString()).startsWith("nothing introduced since ");
    }

    @Test
    void saysInOneSentenceWhyThereIsNothingToCompare(@TempDir Path elsewhere) {
        assertThat(run("check", "--base", "nowhere", folder.toString())).isEqualTo(2);
        assertThat(err.toString())
                .isEqualTo("headroom: the repository has no commit 'nowhere': "
                        + "fetch it, or name another with --base\n");
        assertThat(run("check", "--base", "main", elsewhere.toString())).isEqualTo(2);
        assertThat(err.toString()).endsWith("lies in no Git repository, so there is nothing to compare with\n");
    }

    private String mergeBase() throws IOException {
        return git.getRepository().resolve("main").name().substring(0, 10);
    }

    private void commit() throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.add().addFilepattern(".").setUpdate(true).call();
        git.commit()
                .setMessage("A commit")
                .setAuthor("A", "a@example.com")
                .setCommitter("A", "a@example.com")
                .setSign(false)
                .call();
    }
}
