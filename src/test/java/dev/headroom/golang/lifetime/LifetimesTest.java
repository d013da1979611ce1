package dev.headroom.golang.lifetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.GoFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LifetimesTest {
    private static final String HEAD = """
            package main
            import ("context"; "database/sql"; "encoding/json"; "errors"; "io"; "log"; "net/http"; "os"; "github.com/jackc/pgx/v5")
            var db *sql.DB
            var client *http.Client
            """;

    /** What becomes of each acquisition of a program, in order: "clean", "open at LINE", "undecided". */
    private static String fates(ResourceKind kind, String code) {
        Program program = GoSources.program(HEAD + code);
        Lifetimes lifetimes = new Lifetimes(program);
        List<String> found = new ArrayList<>();
        for (GoFile file : program.files()) {
            for (Node call : file.nodes("call_expression")) {
                Optional<Acquisition> acquisition = lifetimes.acquisition(call, kind);
                acquisition.ifPresent(each -> found.add(fate(lifetimes.lifetime(each, kind))));
            }
        }
        return String.join(", ", found);
    }

    private static String fate(Lifetime lifetime) {
        return lifetime.leaks()
                ? "open at "
                        + lifetime.leak()
                                .orElseThrow()
                                .text()
                                .lines()
                                .findFirst()
                                .orElse("")
                : lifetime.undecided() ? "undecided" : "clean";
    }

    private static String body(String statements) {
        return fates(
                ResourceKind.RESPONSE_BODY,
                "func f(req *http.Request, ok, again bool) (err error) {\n" + statements + "\n}\n" + HELPERS);
    }

    private static final String HELPERS = """
            func drain(body io.ReadCloser) { io.Copy(io.Discard, body); body.Close() }
            func look(resp *http.Response) bool { return resp.StatusCode == 200 }
            func keep(resp *http.Response) { kept = resp }
            func read(r io.Reader) error { return nil }
            var kept *http.Response
            """;

    @Test
    @DisplayName("the error of the acquisition decides whether there is anything to give back")
    void errors() {
        assertThat(body("resp, err := client.Do(req)\nif err != nil { return err }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("clean");
        assertThat(body("resp, err := client.Do(req)\nif nil == err { resp.Body.Close() }\nreturn err"))
                .isEqualTo("clean");
        assertThat(body("resp, err := client.Do(req)\nif resp != nil { defer resp.Body.Close() }\nreturn err"))
                .isEqualTo("clean");
        assertThat(
                        body(
                                "resp, err := client.Do(req)\nswitch { case err != nil: return err }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("clean");
        assertThat(body("resp, err := client.Do(req)\nswitch err { case nil: resp.Body.Close() }\nreturn err"))
                .isEqualTo("clean");
        assertThat(body(
                        "resp, err := client.Do(req)\nif errors.Is(err, io.EOF) { return nil }\nif err == io.EOF { return nil }\n"
                                + "if err != nil { return err }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("clean");
        assertThat(
                        body(
                                "resp, err := client.Do(req)\nif err != nil || !ok { return err }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("open at return err");
        assertThat(body(
                        "resp, err := client.Do(req)\nif err == nil { err = read(resp.Body) }\nif err != nil { return err }\n"
                                + "resp.Body.Close()\nreturn nil"))
                .isEqualTo("open at return err");
    }

    @Test
    @DisplayName("another error of the same name in an inner scope is another error")
    void shadowing() {
        assertThat(body("""
                resp, err := client.Do(req)
                if err != nil { return err }
                if err := read(resp.Body); err != nil { return io.EOF }
                resp.Body.Close()
                return nil""")).isEqualTo("open at return io.EOF");
        assertThat(body("""
                resp, err := client.Do(req)
                if err != nil { return err }
                if ok { resp, err := client.Do(req); _, _ = resp, err }
                resp.Body.Close()
                return nil""")).isEqualTo("clean, open at return nil");
    }

    @Test
    @DisplayName("what makes of the error another error leaves it open whether there was one")
    void translated() {
        assertThat(
                        body(
                                "resp, err := client.Do(req)\nerr = wrap(err)\nif err != nil { return err }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("undecided");
        assertThat(body("resp, err := client.Do(req)\nif fatal(err) { return err }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("undecided");
    }

    @Test
    @DisplayName("a condition that is asked again is answered as before, until what it is about changes")
    void correlated() {
        String opened = "var resp *http.Response\nif ok { resp, err = client.Do(req)\nif err != nil { return err } }\n";
        assertThat(body(opened + "if ok { resp.Body.Close() }\nreturn nil")).isEqualTo("clean");
        assertThat(body(opened + "if !ok { return nil }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("clean");
        assertThat(body(opened + "ok = again\nif ok { resp.Body.Close() }\nreturn nil"))
                .isEqualTo("open at return nil");
        assertThat(body(opened + "if again { resp.Body.Close() }\nreturn nil")).isEqualTo("open at return nil");
        assertThat(body("open := false\nresp, err := client.Do(req)\nif err == nil { open = true }\n"
                        + "if open { resp.Body.Close() }\nreturn nil"))
                .isEqualTo("clean");
    }

    @Test
    @DisplayName("how far a counter has come is not known, so a path that asks is not certain")
    void counters() {
        assertThat(body("""
                n := 0
                var resp *http.Response
                for ok {
                	if n == 0 {
                		resp, err = client.Do(req)
                		if err != nil { return err }
                	}
                	n++
                	if n == 10 {
                		resp.Body.Close()
                		n = 0
                	}
                }
                if n == 0 { return nil }
                resp.Body.Close()
                return nil""")).isEqualTo("undecided");
    }

    @Test
    @DisplayName("loops: what is not given back before the next round is lost")
    void loops() {
        assertThat(
                        body(
                                "for again { resp, err := client.Do(req)\nif err != nil { continue }\nresp.Body.Close() }\nreturn nil"))
                .isEqualTo("clean");
        assertThat(
                        body(
                                "for again { resp, err := client.Do(req)\nif err != nil { continue }\nif ok { continue }\nresp.Body.Close() }\nreturn nil"))
                .isEqualTo("open at resp, err := client.Do(req)");
        assertThat(body("resp, err := client.Do(req)\nif err != nil { return err }\nresp, err = client.Do(req)\n"
                        + "if err != nil { return err }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("open at resp, err = client.Do(req), clean");
        assertThat(
                        body(
                                "var resp *http.Response\nfor { resp, err = client.Do(req)\nif err == nil { break } }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("clean");
    }

    @Test
    @DisplayName("helpers of the program are looked into, others are not trusted either way")
    void helpers() {
        String open = "resp, err := client.Do(req)\nif err != nil { return err }\n";
        assertThat(body(open + "defer drain(resp.Body)\nreturn nil")).isEqualTo("clean");
        assertThat(body(open + "look(resp)\nreturn nil")).isEqualTo("open at return nil");
        assertThat(body(open + "return read(resp.Body)")).isEqualTo("open at return read(resp.Body)");
        assertThat(body(open + "keep(resp)\nreturn nil")).isEqualTo("undecided");
        assertThat(body(open + "other.Use(resp)\nreturn nil")).isEqualTo("undecided");
        assertThat(body(open + "if err := other.Use(resp); err != nil { return err }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("open at return err");
        assertThat(body(open + "return json.NewDecoder(resp.Body).Decode(req)"))
                .isEqualTo("open at return json.NewDecoder(resp.Body).Decode(req)");
    }

    @Test
    @DisplayName("copies, literals and goroutines")
    void literals() {
        String open = "resp, err := client.Do(req)\nif err != nil { return err }\n";
        assertThat(body(open + "body := resp.Body\ndefer body.Close()\nreturn nil"))
                .isEqualTo("clean");
        assertThat(body(open + "defer func() { _ = resp.Body.Close() }()\nreturn nil"))
                .isEqualTo("clean");
        assertThat(body(open + "defer func(b io.Closer) { b.Close() }(resp.Body)\nreturn nil"))
                .isEqualTo("clean");
        assertThat(body(open + "end := func() { resp.Body.Close() }\ndefer end()\nreturn nil"))
                .isEqualTo("clean");
        assertThat(body(open + "end := func() { resp.Body.Close() }\nif ok { end() }\nreturn nil"))
                .isEqualTo("open at return nil");
        assertThat(body(open + "_ = func() { resp.Body.Close() }\nreturn nil")).isEqualTo("open at return nil");
        assertThat(body(open + "go func() { defer resp.Body.Close() }()\nreturn nil"))
                .isEqualTo("undecided");
        assertThat(body(open + "go func() { log.Println(resp.Status) }()\nreturn nil"))
                .isEqualTo("undecided");
        assertThat(body(open + "log.Println(resp)\nreturn nil")).isEqualTo("open at return nil");
        assertThat(
                        body(
                                "run(func() error { resp, err := client.Do(req)\nif err != nil { return err }\nreturn nil })\nreturn nil"))
                .isEqualTo("open at return nil");
        assertThat(
                        body(
                                "var resp *http.Response\nrun(func() error { resp, err = client.Do(req)\nreturn err })\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("undecided");
    }

    @Test
    @DisplayName("paths that do not come back lose nothing")
    void endless() {
        String open = "resp, err := client.Do(req)\nif err != nil { return err }\n";
        assertThat(body(open + "if ok { panic(1) }\nresp.Body.Close()\nreturn nil"))
                .isEqualTo("clean");
        assertThat(body(open + "if ok { os.Exit(1) }\nfor { log.Println(resp) }"))
                .isEqualTo("clean");
    }

    @Test
    @DisplayName("what is returned is the caller's, also by a bare return")
    void returned() {
        String code = """
                func open(url string) (resp *http.Response, err error) {
                	resp, err = client.Get(url)
                	return
                }
                func checked(url string) (*http.Response, error) {
                	resp, err := open(url)
                	if err != nil { return nil, err }
                	if resp.StatusCode != 200 { return nil, errors.New(resp.Status) }
                	return resp, nil
                }
                func read(url string) (*http.Response, error) {
                	resp, err := open(url)
                	if err != nil { return nil, err }
                	defer resp.Body.Close()
                	return resp, nil
                }
                func use() { read("a"); checked("b") }
                """;
        assertThat(fates(ResourceKind.RESPONSE_BODY, code))
                .isEqualTo("clean, open at return nil, errors.New(resp.Status), clean, open at checked(\"b\")");
    }

    @Test
    @DisplayName("rows are given back by reading them to their end, and by an error of theirs")
    void rows() {
        String query = "func f(ok bool) error {\nrows, err := db.Query(\"q\")\nif err != nil { return err }\n";
        assertThat(fates(ResourceKind.ROWS, query + "for rows.Next() { if ok { continue } }\nreturn rows.Err() }"))
                .isEqualTo("clean");
        assertThat(fates(ResourceKind.ROWS, query + "for rows.Next() { if ok { return nil } }\nreturn rows.Err() }"))
                .isEqualTo("open at return nil");
        assertThat(fates(
                        ResourceKind.ROWS,
                        query + "if rows.Err() != nil { return nil }\nfor rows.Next() {}\nreturn nil }"))
                .isEqualTo("clean");
        assertThat(fates(ResourceKind.ROWS, query + "if !rows.Next() { return nil }\nrows.Close()\nreturn nil }"))
                .isEqualTo("clean");
        String helpers = """

                func all(rows *sql.Rows) { for rows.Next() {} }
                func some(rows *sql.Rows) error {
                	for rows.Next() { if err := rows.Scan(); err != nil { return err } }
                	return nil
                }
                """;
        assertThat(fates(ResourceKind.ROWS, query + "all(rows)\nreturn nil }" + helpers))
                .isEqualTo("clean");
        assertThat(fates(ResourceKind.ROWS, query + "return some(rows) }" + helpers))
                .isEqualTo("open at return some(rows)");
    }

    @Test
    @DisplayName("rows owe their error from the end of the iteration on")
    void rowsError() {
        String query =
                "func f(ok bool) error {\nrows, err := db.Query(\"q\")\nif err != nil { return err }\ndefer rows.Close()\n";
        assertThat(fates(
                        ResourceKind.ROWS_ERROR,
                        query + "for rows.Next() { if ok { return nil } }\nreturn rows.Err() }"))
                .isEqualTo("clean");
        assertThat(fates(
                        ResourceKind.ROWS_ERROR,
                        query + "if rows.Err() != nil { return err }\nfor rows.Next() {}\nreturn nil }"))
                .isEqualTo("open at return nil");
        assertThat(fates(ResourceKind.ROWS_ERROR, query + "_, err = pgx.CollectRows(rows, nil)\nreturn err }"))
                .isEqualTo("clean");
    }

    @Test
    @DisplayName("transactions stay the function's where they are lent to code that cannot end them")
    void transactions() {
        String begin =
                "func f(work func(*sql.Tx) error) error {\ntx, err := db.Begin()\nif err != nil { return err }\n";
        assertThat(fates(
                        ResourceKind.TRANSACTION,
                        begin + "if err := work(tx); err != nil { return err }\nreturn tx.Commit() }"))
                .isEqualTo("open at return err");
        assertThat(fates(ResourceKind.TRANSACTION, begin + "return work(tx) }")).isEqualTo("undecided");
        assertThat(
                        fates(
                                ResourceKind.TRANSACTION,
                                begin
                                        + "defer rollback(tx)\nreturn tx.Commit() }\nfunc rollback(tx *sql.Tx) { _ = tx.Rollback() }"))
                .isEqualTo("clean");
        assertThat(
                        fates(
                                ResourceKind.TRANSACTION,
                                begin
                                        + "q := &queries{db: tx}\nif err := q.run(); err != nil { return err }\nreturn tx.Commit() }\n"
                                        + "type queries struct{ db interface{ Exec(string) error } }\nfunc (q *queries) run() error { return nil }"))
                .isEqualTo("open at return err");
    }

    @Test
    @DisplayName("cancelling is owed for every derived context, also when the function is blank")
    void contexts() {
        String code = """
                func f(ctx context.Context, ok bool) {
                	one, cancel := context.WithCancel(ctx)
                	two, _ := context.WithTimeout(ctx, 1)
                	three, stop := context.WithDeadlineCause(ctx, now, nil)
                	_ = cancel
                	use(one, two, three)
                	if ok { stop() }
                }
                """;
        assertThat(fates(ResourceKind.CANCEL, code).lines().collect(Collectors.joining()))
                .isEqualTo("open at {, open at context.WithTimeout(ctx, 1), open at {");
    }

    @Test
    @DisplayName("monster functions are answered in bounded time")
    void monsters() {
        StringBuilder choices = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            choices.append("if c.a%d { x() }\nif c.a%d { x() }\n".formatted(i, i));
        }
        String open = "resp, err := client.Do(req)\nif err != nil { return err }\n";
        Assertions.assertTimeout(Duration.ofSeconds(30), () -> {
            assertThat(body(open + choices + "return nil")).isEqualTo("open at return nil");
            assertThat(body(open + choices + "if c.z { return nil }\nresp.Body.Close()\nif c.z { x() }\nreturn nil"))
                    .isEqualTo("open at return nil");
            assertThat(body(open + choices + "resp.Body.Close()\nreturn nil")).isEqualTo("clean");
            assertThat(body(open + "x()\n".repeat(40_000))).isEqualTo("undecided");
        });
    }
}
