package dev.headroom.analysis.check.context;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Calls that take no context where another takes one. */
class CallsWithoutContextTest extends CheckCases {
    CallsWithoutContextTest() {
        super(new ContextDeadlineCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of("each call that takes no context is a change of its own", """
                        var db *sql.DB
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	db.Query("select 1") // want report no-context
                        	db.QueryContext(r.Context(), "select 1") // want report
                        	db.QueryContext(r.Context(), "select 2")
                        	db.Ping() // want report no-context
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("in a library it does not matter who calls", """
                        -- shop/shop.go --
                        func Count(db *sql.DB, ctx context.Context) {
                        	db.QueryRow("select count(*) from shop") // want report no-context
                        }
                        func Touch(db *sql.DB, ctx context.Context) {
                        	db.ExecContext(ctx, "update shop set seen = now()") // want undecided
                        }
                        """),
                of("in a service a function that nothing calls is not judged", """
                        func count(db *sql.DB) {
                        	db.QueryRow("select count(*) from shop") // want undecided
                        }
                        func main() {}
                        """),
                of("code that serves tests waits as long as it likes", """
                        -- testutil/database.go --
                        func Reset(db *sql.DB) { db.Exec("delete from users") }
                        """));
    }
}
