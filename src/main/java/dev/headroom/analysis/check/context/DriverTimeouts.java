package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.OneOffWork;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.Literals;
import java.util.regex.Pattern;

/** Tells programs that have their database, or its driver, end queries: no context needs a deadline for that. */
final class DriverTimeouts {
    private static final String MYSQL = "github.com/go-sql-driver/mysql";

    /** Parameters of MySQL's and PostgreSQL's connections, in a DSN, as a key of pgx, or set for a session. */
    private static final Pattern SETTING = Pattern.compile(
            "(?i)\\b(readTimeout|statement_timeout)=|^[\"`]statement_timeout[\"`]$|\\bset (local |session )?statement_timeout");

    private DriverTimeouts() {}

    /** Whether any connection of a program may be told to end queries by itself. */
    static boolean mayEndQueries(Program program) {
        return program.files().stream()
                .anyMatch(file -> !file.test() && !OneOffWork.migrates(file) && mayEndQueries(file));
    }

    private static boolean mayEndQueries(GoFile file) {
        return file.nodes("interpreted_string_literal", "raw_string_literal").stream()
                        .map(Node::text)
                        .anyMatch(text ->
                                text.contains("imeout") && SETTING.matcher(text).find())
                || (file.canonicalImports().contains(MYSQL) && setsReadTimeout(file));
    }

    /** {@code mysql.Config{ReadTimeout: …}}, or {@code config.ReadTimeout = …} in a file that uses the driver. */
    private static boolean setsReadTimeout(GoFile file) {
        return file.nodes("composite_literal").stream()
                        .anyMatch(literal -> literal.field("type")
                                        .filter(type -> type.text().equals("mysql.Config"))
                                        .isPresent()
                                && Literals.field(literal, "ReadTimeout").isPresent())
                || file.nodes("assignment_statement").stream()
                        .map(Node::text)
                        .anyMatch(text -> text.contains(".ReadTimeout ="));
    }
}
