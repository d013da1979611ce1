package dev.headroom.analysis.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.fix.FixSite;
import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.TestFile;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.types.GoFile;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Runs a check over Go source that says in comments what it wants: {@code // want report}, {@code // want clean},
 * {@code // want undecided}, with the variant and the value of {@code missing} where there is one. The package clause
 * and well-known imports are added.
 */
public final class Expectations {
    private static final Map<String, String> IMPORTS = Map.ofEntries(
            Map.entry("sql", "database/sql"),
            Map.entry("sqlx", "github.com/jmoiron/sqlx"),
            Map.entry("gorm", "gorm.io/gorm"),
            Map.entry("postgres", "gorm.io/driver/postgres"),
            Map.entry("dbresolver", "gorm.io/plugin/dbresolver"),
            Map.entry("pgx", "github.com/jackc/pgx/v5"),
            Map.entry("pgxpool", "github.com/jackc/pgx/v5/pgxpool"),
            Map.entry("stdlib", "github.com/jackc/pgx/v5/stdlib"),
            Map.entry("bun", "github.com/uptrace/bun"),
            Map.entry("goose", "github.com/pressly/goose/v3"),
            Map.entry("fx", "go.uber.org/fx"),
            Map.entry("redis", "github.com/redis/go-redis/v9"),
            Map.entry("http", "net/http"),
            Map.entry("httptest", "net/http/httptest"),
            Map.entry("os", "os"),
            Map.entry("io", "io"),
            Map.entry("bytes", "bytes"),
            Map.entry("fmt", "fmt"),
            Map.entry("log", "log"),
            Map.entry("time", "time"),
            Map.entry("sync", "sync"),
            Map.entry("context", "context"),
            Map.entry("json", "encoding/json"),
            Map.entry("store", "m.example/m/store"),
            Map.entry("platform", "acme.org/platform"));

    private Expectations() {}

    public static void verify(Check check, String archive) {
        StringBuilder completed = new StringBuilder("-- go.mod --\nmodule m.example/m\n");
        TreeSet<String> wanted = new TreeSet<>();
        for (SourceFile file : GoSources.files(archive)) {
            String text = completed(file);
            completed.append("-- ").append(file.path()).append(" --\n").append(text);
            int line = 0;
            for (String code : text.split("\n", -1)) {
                line++;
                int want = code.indexOf("// want ");
                if (want >= 0) {
                    wanted.add(file.path() + ":" + line + " "
                            + code.substring(want + 8).strip());
                }
            }
        }
        TreeSet<String> found = new TreeSet<>();
        for (Program program : GoSources.workspace(completed.toString()).programs()) {
            Recording recording = new Recording(program, found);
            check.examine(recording);
        }
        assertThat(String.join("\n", found)).isEqualTo(String.join("\n", wanted));
    }

    private static String completed(SourceFile file) {
        String text = new String(file.content(), StandardCharsets.UTF_8);
        if (text.stripLeading().startsWith("package ") || text.contains("\npackage ")) {
            return text;
        }
        int slash = file.path().lastIndexOf('/');
        String folder = slash < 0 ? "main" : file.path().substring(0, slash);
        StringBuilder head = new StringBuilder("package " + folder.substring(folder.lastIndexOf('/') + 1) + "; ");
        IMPORTS.forEach((name, path) -> {
            if (text.matches("(?s).*\\b" + name + "\\.[A-Z].*") && !text.contains("/" + name + "\"")) {
                head.append("import ").append(name).append(" \"").append(path).append("\"; ");
            }
        });
        return head.append(text).toString();
    }

    /** A context that writes down what a check says, one line a place. */
    private record Recording(Program program, TreeSet<String> found) implements CheckContext {

        private void record(Node at, String what) {
            found.add(program.fileOf(at).path() + ":" + at.startLine() + " " + what);
        }

        @Override
        public long number(String param) {
            return 50;
        }

        @Override
        public boolean reportable(GoFile file) {
            return !file.test() && !file.generated() && !file.vendored();
        }

        @Override
        public boolean hot(Node at) {
            return false;
        }

        @Override
        public Optional<List<TestFile>> tests() {
            return Optional.empty();
        }

        @Override
        public void clean(Node at) {
            record(at, "clean");
        }

        @Override
        public void undecided(Node at, String reason) {
            record(at, "undecided");
        }

        @Override
        public Report report(Node at) {
            return new Draft(this, at, new LinkedHashMap<>());
        }
    }

    private record Draft(Recording recording, Node at, Map<String, String> values) implements CheckContext.Report {

        @Override
        public CheckContext.Report variant(String name) {
            values.put("variant", name);
            return this;
        }

        @Override
        public CheckContext.Report with(String name, String value) {
            values.put(name, value);
            return this;
        }

        @Override
        public CheckContext.Report related(Node node, String message) {
            return this;
        }

        @Override
        public CheckContext.Report property(String name, Object value) {
            return this;
        }

        @Override
        public CheckContext.Report fix(String name, FixSite site) {
            return this;
        }

        @Override
        public void submit() {
            String variant = values.containsKey("variant") ? " " + values.get("variant") : "";
            String missing = values.containsKey("missing") ? ": " + values.get("missing") : "";
            recording.record(at, "report" + variant + missing);
        }
    }
}
