package dev.headroom.golang.lifetime;

import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.GoType;
import java.util.Set;

/**
 * A kind of thing that must be given back, and what gives it back. Facts are from the documentation of the packages.
 *
 * @param called whether it is a function, which calling it gives back
 * @param types the declared types, as {@code path.Name} without major version
 * @param releases the methods of the thing itself that give it back
 * @param parts the fields that are the thing under another name, or the part of it that is to be given back
 * @param partReleases the methods of such a part that give it back
 * @param iteration what the end of an iteration with {@code Next} means
 * @param consumers functions of other modules that give back what they are given
 * @param owners the types whose methods keep what they yield, and give it back themselves
 * @param keepers packages, and functions, of other modules that leave alone what they are given
 */
public record ResourceKind(
        boolean called,
        Set<String> types,
        Set<String> releases,
        Set<String> parts,
        Set<String> partReleases,
        Iteration iteration,
        Set<String> owners,
        Set<String> consumers,
        Set<String> keepers) {

    /** What {@code Next() == false} means for a resource. */
    public enum Iteration {
        NOTHING,
        /** It gives the thing back. */
        RELEASES,
        /** It makes the duty due: an error may have ended the iteration. */
        OBLIGES
    }

    private static final Set<String> PLAIN = Set.of(
            "fmt",
            "log",
            "log/slog",
            "errors",
            "reflect",
            "strings",
            "bytes",
            "io",
            "io/ioutil",
            "bufio",
            "encoding/json",
            "encoding/xml",
            "encoding/csv",
            "encoding/gob",
            "compress/gzip",
            "compress/flate",
            "compress/zlib",
            "net/http/httputil",
            "github.com/json-iterator/go",
            "github.com/goccy/go-json",
            "github.com/bytedance/sonic",
            "github.com/andybalholm/brotli",
            "github.com/klauspost/compress/gzip",
            "github.com/klauspost/compress/zstd",
            "github.com/PuerkitoBio/goquery",
            "golang.org/x/net/html",
            "golang.org/x/net/html/charset",
            "gopkg.in/yaml",
            "go.uber.org/zap",
            "github.com/rs/zerolog",
            "github.com/rs/zerolog/log",
            "github.com/sirupsen/logrus",
            "github.com/pkg/errors",
            "github.com/davecgh/go-spew/spew");

    private static final Set<String> SCANNERS = Set.of(
            "github.com/jackc/pgx.CollectRows",
            "github.com/jackc/pgx.CollectOneRow",
            "github.com/jackc/pgx.CollectExactlyOneRow",
            "github.com/jackc/pgx.AppendRows",
            "github.com/jackc/pgx.ForEachRow",
            "github.com/georgysavva/scany/pgxscan.ScanAll",
            "github.com/georgysavva/scany/pgxscan.ScanOne",
            "github.com/georgysavva/scany/sqlscan.ScanAll",
            "github.com/georgysavva/scany/sqlscan.ScanOne",
            "github.com/georgysavva/scany/dbscan.ScanAll",
            "github.com/georgysavva/scany/dbscan.ScanOne",
            "github.com/jackskj/carta.Map",
            "github.com/blockloop/scan.Rows",
            "github.com/blockloop/scan.RowsStrict",
            "github.com/blockloop/scan.Row",
            "github.com/blockloop/scan.RowStrict");

    private static final Set<String> ROW_TYPES =
            Set.of("database/sql.Rows", "github.com/jmoiron/sqlx.Rows", "github.com/jackc/pgx.Rows");

    private static final Set<String> ROW_KEEPERS = with(
            PLAIN,
            "github.com/jackc/pgx",
            "gorm.io/gorm.ScanRows",
            "github.com/jmoiron/sqlx.MapScan",
            "github.com/jmoiron/sqlx.SliceScan",
            "github.com/georgysavva/scany/pgxscan",
            "github.com/georgysavva/scany/sqlscan",
            "github.com/georgysavva/scany/dbscan");

    /** The body of an HTTP response, see {@code net/http.Response}. */
    public static final ResourceKind RESPONSE_BODY = new ResourceKind(
            false,
            Set.of("net/http.Response"),
            Set.of("Write"),
            Set.of("Body"),
            Set.of("Close"),
            Iteration.NOTHING,
            Set.of(),
            Set.of("google.golang.org/api/googleapi.CloseBody"),
            PLAIN);

    /** The rows of a query: closing them, or reading them to the end, gives their connection back. */
    public static final ResourceKind ROWS = new ResourceKind(
            false,
            ROW_TYPES,
            Set.of("Close"),
            Set.of("Rows"),
            Set.of(),
            Iteration.RELEASES,
            Set.of(),
            SCANNERS,
            ROW_KEEPERS);

    /** The error of the rows of a query, for which they must be asked after the last one. */
    public static final ResourceKind ROWS_ERROR = new ResourceKind(
            false,
            ROW_TYPES,
            Set.of("Err"),
            Set.of("Rows"),
            Set.of(),
            Iteration.OBLIGES,
            Set.of(),
            with(SCANNERS, "github.com/jmoiron/sqlx.StructScan"),
            ROW_KEEPERS);

    /** A prepared statement, which the database keeps until it is closed; one of a transaction ends with it. */
    public static final ResourceKind STATEMENT = new ResourceKind(
            false,
            Set.of("database/sql.Stmt", "github.com/jmoiron/sqlx.Stmt", "github.com/jmoiron/sqlx.NamedStmt"),
            Set.of("Close"),
            Set.of("Stmt"),
            Set.of(),
            Iteration.NOTHING,
            Set.of("Tx"),
            Set.of(),
            with(PLAIN, "database/sql", "github.com/jmoiron/sqlx"));

    /** A transaction, which keeps its connection until it ends. */
    public static final ResourceKind TRANSACTION = new ResourceKind(
            false,
            Set.of(
                    "database/sql.Tx",
                    "github.com/jmoiron/sqlx.Tx",
                    "github.com/jackc/pgx.Tx",
                    "github.com/jackc/pgx/pgxpool.Tx"),
            Set.of("Commit", "Rollback"),
            Set.of("Tx"),
            Set.of(),
            Iteration.NOTHING,
            Set.of(),
            Set.of(),
            with(
                    PLAIN,
                    "github.com/jmoiron/sqlx",
                    "github.com/Masterminds/squirrel",
                    "github.com/doug-martin/goqu",
                    "github.com/georgysavva/scany/pgxscan",
                    "github.com/georgysavva/scany/sqlscan",
                    "github.com/volatiletech/sqlboiler/queries",
                    "github.com/volatiletech/sqlboiler/boil"));

    /** The function that cancels a context: it is given back by being called. */
    public static final ResourceKind CANCEL = new ResourceKind(
            true,
            Set.of("context.CancelFunc", "context.CancelCauseFunc"),
            Set.of(),
            Set.of(),
            Set.of(),
            Iteration.NOTHING,
            Set.of(),
            Set.of(),
            PLAIN);

    private static Set<String> with(Set<String> set, String... more) {
        Set<String> all = new java.util.HashSet<>(set);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }

    /** Whether a type is one of this kind, or a pointer to one. */
    boolean is(GoType type) {
        return type.pointee() instanceof GoType.Named(String path, String name) && types.contains(path + "." + name);
    }

    boolean consumes(Callee.Outside callee) {
        return consumers.contains(callee.packagePath() + "." + callee.name());
    }

    boolean leaves(Callee.Outside callee) {
        return keepers.contains(callee.packagePath()) || keepers.contains(callee.packagePath() + "." + callee.name());
    }
}
