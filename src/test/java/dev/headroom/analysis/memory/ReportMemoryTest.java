package dev.headroom.analysis.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.analysis.trial.FixVerifier;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.golang.syntax.ParsedFiles;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReportMemoryTest {
    private static final String POOL = """
            package main

            import "database/sql"

            func main() {
            	db, err := sql.Open("pgx", "dsn")
            	if err != nil {
            		panic(err)
            	}
            	defer db.Close()
            }

            //headroom:ignore http-client-timeout-missing is only started in tests
            func other() {}
            """;

    private final RecordingMemory memory = new RecordingMemory();
    private final Analyzer plain = new Analyzer(RuleCatalogue.builtin());
    private final Analyzer analyzer = plain.remembering(memory, "this build");

    private static final class RecordingMemory implements ReportMemory {
        private final Map<String, byte[]> kept = new HashMap<>();
        private int found;

        @Override
        public synchronized Optional<byte[]> find(String key) {
            Optional<byte[]> report = Optional.ofNullable(kept.get(key));
            found += report.isPresent() ? 1 : 0;
            return report;
        }

        @Override
        public synchronized void keep(String key, byte[] report) {
            kept.put(key, report);
        }
    }

    private static List<SourceFile> tree(String comment) {
        List<SourceFile> files = new ArrayList<>();
        for (String service : List.of("combat", "guild")) {
            String folder = "services/" + service + "-service-go/";
            files.add(file(folder + "go.mod", "module example.com/" + service + "\n\ngo 1.22\n"));
            files.add(file(folder + "main.go", POOL + (service.equals("guild") ? comment : "")));
        }
        return files;
    }

    private static SourceFile file(String path, String text) {
        return new SourceFile(path, text.getBytes(UTF_8));
    }

    private Analysis analyze(Analyzer by, String comment) {
        return by.analyze(tree(comment), RepositoryConfig.defaults());
    }

    @Test
    void saysTheSameTheSecondTime() {
        Analysis first = analyze(analyzer, "");
        Analysis second = analyze(analyzer, "");

        assertThat(memory.found).isEqualTo(2);
        assertThat(first.findings())
                .isNotEmpty()
                .anyMatch(finding -> finding.fix().isPresent());
        assertThat(second).isEqualTo(first).isEqualTo(analyze(plain, ""));
    }

    @Test
    void examinesOnlyWhatChanged() {
        analyze(analyzer, "");
        Analysis changed = analyze(analyzer, "\n// moved\n");

        assertThat(memory.found).isEqualTo(1);
        assertThat(memory.kept).hasSize(3);
        assertThat(changed).isEqualTo(analyze(plain, "\n// moved\n"));
    }

    @Test
    void anotherBuildOfHeadroomExaminesAgain() {
        analyze(analyzer, "");
        analyze(plain.remembering(memory, "another build"), "");

        assertThat(memory.found).isZero();
    }

    @Test
    void believesNothingDamaged() {
        Analysis first = analyze(analyzer, "");
        memory.kept.replaceAll((key, report) -> {
            byte[] damaged = report.clone();
            damaged[damaged.length / 2] ^= 1;
            return damaged;
        });
        assertThat(analyze(analyzer, "")).isEqualTo(first);

        memory.kept.replaceAll((key, report) -> new byte[] {1, 2, 3});
        assertThat(analyze(analyzer, "")).isEqualTo(first);
        assertThat(memory.kept.values()).allMatch(report -> report.length > 100);
    }

    private Set<Finding> holding(Analysis analysis) {
        RepositoryConfig config = RepositoryConfig.defaults();
        return new FixVerifier(analyzer, tree(""), config, new ParsedFiles(), analysis).holding(analysis.findings());
    }

    @Test
    void triesFixesOnce() {
        Analysis analysis = analyze(analyzer, "");
        Set<Finding> first = holding(analysis);
        int kept = memory.kept.size();
        memory.found = 0;

        assertThat(holding(analysis)).isNotEmpty().isEqualTo(first);
        assertThat(memory.found).isEqualTo(1);
        assertThat(memory.kept).hasSize(kept);
    }

    @Test
    void triesAgainWhatIsDamaged() {
        Analysis analysis = analyze(analyzer, "");
        Set<Finding> first = holding(analysis);
        memory.kept.replaceAll((key, report) -> {
            byte[] damaged = report.clone();
            damaged[damaged.length - 1] ^= 1;
            return damaged;
        });

        assertThat(holding(analysis)).isEqualTo(first);
    }
}
