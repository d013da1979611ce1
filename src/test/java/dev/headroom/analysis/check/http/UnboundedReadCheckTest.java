package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.CheckCases;
import dev.headroom.analysis.check.Expectations;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.Arguments;

class UnboundedReadCheckTest extends CheckCases {
    UnboundedReadCheckTest() {
        super(new UnboundedReadCheck());
    }

    /** Twelve functions that each of twelve others calls, fourteen times over: more paths than can be walked. */
    @Test
    @Timeout(30)
    void manyWaysToOneRead() {
        StringBuilder source = new StringBuilder("""
                func handle(w http.ResponseWriter, r *http.Request) { f0_0(r) }
                func f14_0(r *http.Request) { io.ReadAll(r.Body) } // want report
                """);
        for (int level = 0; level < 14; level++) {
            for (int i = 0; i < 12; i++) {
                int next = level + 1;
                String calls = IntStream.range(0, next == 14 ? 1 : 12)
                        .mapToObj(callee -> "f" + next + "_" + callee + "(r); ")
                        .reduce("", String::concat);
                source.append("func f%d_%d(r *http.Request) { %sf0_%d(r) }\n".formatted(level, i, calls, i));
            }
        }
        Expectations.verify(new UnboundedReadCheck(), source.toString());
    }

    static Stream<Arguments> cases() {
        return Stream.of(reads(), bounds(), others()).flatMap(Function.identity());
    }

    private static Stream<Arguments> reads() {
        return Stream.of(
                of("all readers", """
                        package main
                        import ("net/http"; "io"; "io/ioutil"; "bytes"; "encoding/json"; "encoding/xml"; "bufio"; "gopkg.in/yaml.v3")
                        func a(w http.ResponseWriter, r *http.Request) { io.ReadAll(r.Body) } // want report
                        func b(w http.ResponseWriter, r *http.Request) { ioutil.ReadAll(r.Body) } // want report
                        func c(w http.ResponseWriter, r *http.Request) { json.NewDecoder(r.Body).Decode(nil) } // want report
                        func d(w http.ResponseWriter, r *http.Request) { xml.NewDecoder(r.Body).Decode(nil) } // want report
                        func e(w http.ResponseWriter, r *http.Request) { yaml.NewDecoder(r.Body).Decode(nil) } // want report
                        func f(w http.ResponseWriter, r *http.Request) { var b bytes.Buffer; b.ReadFrom(r.Body) } // want report
                        func g(w http.ResponseWriter, r *http.Request) { var b bytes.Buffer; io.Copy(&b, r.Body) } // want report
                        func h(w http.ResponseWriter, r *http.Request) { io.Copy(w, r.Body) }
                        func i(w http.ResponseWriter, r *http.Request) { io.ReadAll(bufio.NewReader(r.Body)) } // want report
                        func j(w http.ResponseWriter, r *http.Request) { io.ReadAll(io.TeeReader(r.Body, w)) } // want report
                        """),
                of("through variables and functions", """
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	body := r.Body
                        	dec := json.NewDecoder(body) // want report
                        	dec.Decode(nil)
                        	decode(r, nil)
                        	read(r.Body)
                        }
                        func decode(r *http.Request, v any) { json.NewDecoder(r.Body).Decode(v) } // want report
                        func read(from io.Reader) { io.ReadAll(from) } // want report
                        """),
                of("a comparison is no assignment", """
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	if r.Body != nil {
                        		io.ReadAll(r.Body) // want report
                        	}
                        	empty := r.Body == http.NoBody
                        	json.NewDecoder(r.Body).Decode(empty) // want report
                        }
                        """),
                of("requests of frameworks", """
                        package main
                        import ("encoding/json"; "io"; "github.com/gin-gonic/gin"; "github.com/labstack/echo/v4")
                        func a(c *gin.Context) {
                        	io.ReadAll(c.Request.Body) // want report
                        	c.GetRawData() // want report
                        }
                        func b(c echo.Context) error {
                        	return json.NewDecoder(c.Request().Body).Decode(nil) // want report
                        }
                        """),
                of("a handler that takes more than handlers do", """
                        func create(w http.ResponseWriter, r *http.Request, user string) error {
                        	return json.NewDecoder(r.Body).Decode(nil) // want report
                        }
                        """));
    }

    private static Stream<Arguments> bounds() {
        return Stream.of(
                of("in the same function", """
                        func a(w http.ResponseWriter, r *http.Request) {
                        	r.Body = http.MaxBytesReader(w, r.Body, 1) // want clean
                        	io.ReadAll(r.Body) // want clean
                        }
                        func b(w http.ResponseWriter, r *http.Request) {
                        	io.ReadAll(http.MaxBytesReader(w, r.Body, 1)) // want clean
                        	body := io.LimitReader(r.Body, 1) // want clean
                        	json.NewDecoder(body).Decode(nil)
                        }
                        """),
                of("in a function that is called before, and in the caller", """
                        func a(w http.ResponseWriter, r *http.Request) {
                        	limit(w, r)
                        	io.ReadAll(r.Body) // want clean
                        }
                        func limit(w http.ResponseWriter, r *http.Request) {
                        	r.Body = http.MaxBytesReader(w, r.Body, 1) // want clean
                        }
                        func b(w http.ResponseWriter, r *http.Request) {
                        	r.Body = http.MaxBytesReader(w, r.Body, 1) // want clean
                        	decode(r)
                        }
                        func decode(r *http.Request) { json.NewDecoder(r.Body).Decode(nil) } // want clean
                        """),
                of("a limit in one handler is none in another", """
                        func a(w http.ResponseWriter, r *http.Request) {
                        	r.Body = http.MaxBytesReader(w, r.Body, 1) // want clean
                        	io.ReadAll(r.Body) // want clean
                        }
                        func b(w http.ResponseWriter, r *http.Request) { io.ReadAll(r.Body) } // want report
                        """),
                of("what was read is put back, and read again", """
                        func a(w http.ResponseWriter, r *http.Request) {
                        	data, _ := io.ReadAll(r.Body) // want report
                        	r.Body = io.NopCloser(bytes.NewReader(data))
                        	json.NewDecoder(r.Body).Decode(nil) // want clean
                        }
                        """),
                of("middleware of chi, of echo, of the library, and the service's own", """
                        -- chi/main.go --
                        package main
                        import ("net/http"; "io"; "github.com/go-chi/chi/v5"; "github.com/go-chi/chi/v5/middleware")
                        func main() { r := chi.NewRouter(); r.Use(middleware.RequestSize(1)); r.Get("/", a) }
                        func a(w http.ResponseWriter, r *http.Request) { io.ReadAll(r.Body) } // want clean
                        -- echo/main.go --
                        package main
                        import ("io"; "github.com/labstack/echo/v4"; "github.com/labstack/echo/v4/middleware")
                        func main() { e := echo.New(); e.Use(middleware.BodyLimit("1M")); e.GET("/", a) }
                        func a(c echo.Context) error { io.ReadAll(c.Request().Body); return nil } // want clean
                        -- std/main.go --
                        package main
                        import ("io"; "net/http")
                        func main() { http.Handle("/", http.MaxBytesHandler(http.HandlerFunc(a), 1)) }
                        func a(w http.ResponseWriter, r *http.Request) { io.ReadAll(r.Body) } // want clean
                        -- own/main.go --
                        package main
                        import ("io"; "net/http")
                        func main() { http.Handle("/", limit(http.HandlerFunc(a))) }
                        func limit(next http.Handler) http.Handler {
                        	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
                        		r.Body = http.MaxBytesReader(w, r.Body, 1) // want clean
                        		next.ServeHTTP(w, r)
                        	})
                        }
                        func a(w http.ResponseWriter, r *http.Request) { io.ReadAll(r.Body) } // want clean
                        -- gin/main.go --
                        package main
                        import ("net/http"; "github.com/gin-gonic/gin")
                        func main() {
                        	r := gin.New()
                        	r.Use(func(c *gin.Context) {
                        		c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, 1) // want clean
                        		c.Next()
                        	})
                        	r.POST("/", func(c *gin.Context) { c.GetRawData() }) // want clean
                        }
                        """),
                of("a length that is asked for", """
                        func a(w http.ResponseWriter, r *http.Request) {
                        	if r.ContentLength > 100 {
                        		return
                        	}
                        	io.ReadAll(r.Body) // want undecided
                        }
                        """));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                of("answers, and requests that are sent", """
                        type transport struct{ base http.RoundTripper }
                        func (t *transport) RoundTrip(r *http.Request) (*http.Response, error) {
                        	io.ReadAll(r.Body)
                        	return t.base.RoundTrip(r)
                        }
                        func fetch(c *http.Client) {
                        	req, _ := http.NewRequest("GET", "u", nil)
                        	io.ReadAll(req.Body)
                        	resp, _ := c.Do(req)
                        	io.ReadAll(resp.Body)
                        }
                        """),
                of("a request from out of sight", """
                        func Decode(r *http.Request, v any) error {
                        	return json.NewDecoder(r.Body).Decode(v) // want undecided
                        }
                        """),
                of("a decoder that is read token by token", """
                        func a(w http.ResponseWriter, r *http.Request) {
                        	dec := json.NewDecoder(r.Body)
                        	for { dec.Token() }
                        }
                        """));
    }
}
