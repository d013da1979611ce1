package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.CheckCases;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class HttpServerCheckTest extends CheckCases {
    HttpServerCheckTest() {
        super(new HttpServerCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(literals(), elsewhere(), others(), frameworks()).flatMap(Function.identity());
    }

    private static Stream<Arguments> literals() {
        return Stream.of(
                of("nothing set", """
                        func main() {
                        	srv := &http.Server{Addr: ":80"} // want report: ReadTimeout, WriteTimeout and IdleTimeout
                        	srv.ListenAndServe()
                        }
                        """),
                of("all set", """
                        func main() {
                        	srv := &http.Server{ // want clean
                        		Addr: ":80",
                        		ReadTimeout: 5 * time.Second,
                        		WriteTimeout: 5 * time.Second,
                        		IdleTimeout: 5 * time.Second,
                        	}
                        	srv.ListenAndServe()
                        }
                        """),
                of("ReadHeaderTimeout counts as the read timeout", """
                        func main() {
                        	srv := http.Server{ReadHeaderTimeout: time.Second} // want report: WriteTimeout and IdleTimeout
                        	srv.ListenAndServe()
                        }
                        """),
                of("one missing", """
                        func main() {
                        	srv := &http.Server{ReadTimeout: 1, WriteTimeout: 1} // want report: IdleTimeout
                        	srv.ListenAndServe()
                        }
                        """),
                of("a timeout from configuration, and an explicit zero, are decisions", """
                        type config struct{ Read time.Duration }
                        func serve(cfg config) {
                        	srv := &http.Server{ReadTimeout: cfg.Read, WriteTimeout: 0, IdleTimeout: cfg.Read} // want clean
                        	srv.ListenAndServe()
                        }
                        func main() { serve(config{}) }
                        """),
                of("shortcuts of the package", """
                        func main() {
                        	go http.ListenAndServe(":80", nil) // want report shortcut: ReadTimeout, WriteTimeout and IdleTimeout
                        	http.ListenAndServeTLS(":443", "c", "k", nil) // want report shortcut: ReadTimeout, WriteTimeout and IdleTimeout
                        	http.Serve(nil, nil) // want report shortcut: ReadTimeout, WriteTimeout and IdleTimeout
                        }
                        """),
                of("somebody else's http", """
                        package main
                        import "acme.org/http"
                        func main() { http.ListenAndServe(":80", nil); _ = &http.Server{} }
                        """),
                of("a client is no server", """
                        func main() { _ = &http.Client{} }
                        """));
    }

    private static Stream<Arguments> elsewhere() {
        return Stream.of(
                of("assigned before serving", """
                        func main() {
                        	srv := &http.Server{Addr: ":80"} // want clean
                        	srv.ReadTimeout = time.Second
                        	srv.WriteTimeout = time.Second
                        	srv.IdleTimeout = time.Second
                        	srv.ListenAndServe()
                        }
                        """),
                of("half in the literal, half in a helper of another package", """
                        -- main.go --
                        func main() {
                        	srv := &http.Server{ReadTimeout: time.Second} // want report: IdleTimeout
                        	store.Tune(srv)
                        	srv.ListenAndServe()
                        }
                        -- store/tune.go --
                        func Tune(s *http.Server) { s.WriteTimeout = time.Second }
                        """),
                of("in lists and maps that leave its type out", """
                        func main() {
                        	list := []*http.Server{
                        		{Addr: ":1", ReadTimeout: 1}, // want report: WriteTimeout and IdleTimeout
                        		{Addr: ":2", ReadTimeout: 1, WriteTimeout: 1, IdleTimeout: 1}, // want clean
                        	}
                        	byName := map[string]http.Server{"x": {ReadTimeout: 1, WriteTimeout: 1}} // want report: IdleTimeout
                        	_, _ = list, byName
                        }
                        """),
                of("a variable that stands for a shortcut", """
                        var listen = http.ListenAndServe
                        func main() {
                        	listen(":80", nil) // want report shortcut: ReadTimeout, WriteTimeout and IdleTimeout
                        	other := func(addr string) error { return nil }
                        	other(":81")
                        }
                        """),
                of("options that nobody gives", """
                        type Option func(*app)
                        type app struct{ srv *http.Server }
                        func WithRead(d time.Duration) Option { return func(a *app) { a.srv.ReadTimeout = d } }
                        func WithIdle(d time.Duration) Option { return func(a *app) { a.srv.IdleTimeout = d } }
                        func New(options ...Option) *app {
                        	a := &app{srv: &http.Server{WriteTimeout: time.Second}} // want report: ReadTimeout
                        	for _, option := range options {
                        		option(a)
                        	}
                        	return a
                        }
                        func main() { New(WithIdle(time.Minute)).srv.ListenAndServe() }
                        """),
                of("a zero value, new, and one assigned as a whole", """
                        func main() {
                        	var a http.Server // want report: ReadTimeout, WriteTimeout and IdleTimeout
                        	a.ListenAndServe()
                        	var b http.Server // want clean
                        	b.ReadTimeout, b.WriteTimeout, b.IdleTimeout = 1, 1, 1
                        	b.ListenAndServe()
                        	c := new(http.Server) // want report: WriteTimeout and IdleTimeout
                        	c.ReadTimeout = time.Second
                        	var d http.Server
                        	d = http.Server{Addr: ":80"} // want report: ReadTimeout, WriteTimeout and IdleTimeout
                        	d.ListenAndServe()
                        }
                        """),
                of("in a field, assigned through it", """
                        type app struct{ srv *http.Server }
                        func main() {
                        	a := &app{srv: &http.Server{}} // want report: WriteTimeout and IdleTimeout
                        	a.setup()
                        	a.srv.ListenAndServe()
                        }
                        func (a *app) setup() { a.srv.ReadTimeout = time.Second }
                        """),
                of("a field that is a server by value", """
                        type app struct {
                        	srv http.Server // want report: WriteTimeout and IdleTimeout
                        }
                        func main() {
                        	a := &app{}
                        	a.srv.ReadTimeout = time.Second
                        	a.srv.ListenAndServe()
                        }
                        """),
                of("a field that is a server by value and given one", """
                        type app struct { srv http.Server }
                        func main() {
                        	a := &app{srv: http.Server{ReadTimeout: 1, IdleTimeout: 1}} // want report: WriteTimeout
                        	a.srv.ListenAndServe()
                        }
                        """),
                of("embedded", """
                        type app struct { *http.Server }
                        func main() {
                        	a := app{&http.Server{}} // want clean
                        	a.ReadTimeout = 1
                        	a.WriteTimeout = 1
                        	a.Server.IdleTimeout = 1
                        	a.ListenAndServe()
                        }
                        """),
                of("functional options", """
                        type Option func(*http.Server)
                        func Timeouts(d time.Duration) Option {
                        	return func(s *http.Server) { s.ReadTimeout, s.WriteTimeout, s.IdleTimeout = d, d, d }
                        }
                        func New(opts ...Option) *http.Server {
                        	s := &http.Server{} // want clean
                        	for _, opt := range opts { opt(s) }
                        	return s
                        }
                        func main() { New(Timeouts(time.Second)).ListenAndServe() }
                        """),
                of("served by another module", """
                        func main() {
                        	platform.Serve(&http.Server{}) // want undecided
                        }
                        """),
                of("handed in from another module", """
                        func main() { platform.NewServer().ListenAndServe() }
                        """));
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                of("a service that streams is not asked for a write timeout", """
                        -- main.go --
                        func main() {
                        	srv := &http.Server{} // want report: ReadTimeout and IdleTimeout
                        	srv.ListenAndServe()
                        	ok := &http.Server{ReadTimeout: 1, IdleTimeout: 1} // want clean
                        	ok.ListenAndServe()
                        }
                        -- events.go --
                        func events(w http.ResponseWriter, r *http.Request) {
                        	w.Header().Set("Content-Type", "text/event-stream")
                        }
                        """),
                of("pprof, websockets, hijacking and flushing stream", """
                        -- a/main.go --
                        package main
                        import "net/http"
                        import _ "net/http/pprof"
                        func main() { http.ListenAndServe(":1", nil) } // want report shortcut: ReadTimeout and IdleTimeout
                        -- b/main.go --
                        package main
                        import "net/http"
                        import "github.com/gorilla/websocket"
                        var up websocket.Upgrader
                        func main() { http.ListenAndServe(":1", nil) } // want report shortcut: ReadTimeout and IdleTimeout
                        -- c/main.go --
                        package main
                        import "net/http"
                        func h(w http.ResponseWriter, r *http.Request) { w.(http.Flusher).Flush() }
                        func main() { http.ListenAndServe(":1", nil) } // want report shortcut: ReadTimeout and IdleTimeout
                        """),
                of("a copy of another server", """
                        type router struct{ srv, redirecting *http.Server }
                        func (r *router) start() {
                        	r.redirecting = new(http.Server) // want clean
                        	*r.redirecting = (*r.srv)
                        	r.redirecting.ListenAndServe()
                        	r.srv.ListenAndServe()
                        	other := new(http.Server) // want report: ReadTimeout, WriteTimeout and IdleTimeout
                        	handler := *other
                        	_ = handler.Handler
                        	other.ListenAndServe()
                        }
                        func main() {
                        	r := &router{srv: &http.Server{ReadTimeout: 1, WriteTimeout: 1}} // want report: IdleTimeout
                        	r.start()
                        }
                        """),
                of("servers for tests", """
                        -- main.go --
                        func main() {}
                        -- fake.go --
                        package main
                        import ("net/http"; "net/http/httptest")
                        func fake() { _ = &httptest.Server{Config: &http.Server{}} }
                        """));
    }

    private static Stream<Arguments> frameworks() {
        return Stream.of(
                of("gin makes a server without timeouts", """
                        package main
                        import "github.com/gin-gonic/gin"
                        type server struct{ router *gin.Engine }
                        func main() {
                        	s := &server{router: gin.Default()}
                        	s.router.Run(":80") // want report framework: ReadTimeout, WriteTimeout and IdleTimeout
                        	s.router.RunTLS(":443", "c", "k") // want report framework: ReadTimeout, WriteTimeout and IdleTimeout
                        	s.router.GET("/", nil)
                        }
                        """),
                of("gin behind a server of one's own", """
                        package main
                        import ("net/http"; "github.com/gin-gonic/gin")
                        func main() {
                        	srv := &http.Server{Handler: gin.Default(), ReadTimeout: 1, WriteTimeout: 1, IdleTimeout: 1} // want clean
                        	srv.ListenAndServe()
                        }
                        """),
                of("echo's servers, one of them set up in part", """
                        package main
                        import "github.com/labstack/echo/v4"
                        func main() {
                        	e := echo.New()
                        	e.Server.ReadTimeout = 1
                        	e.Server.WriteTimeout = 1
                        	go e.Start(":80") // want report framework: IdleTimeout
                        	e.StartTLS(":443", "c", "k") // want report framework: ReadTimeout, WriteTimeout and IdleTimeout
                        }
                        """),
                of("echo with a server of one's own, and with another in the place of its own", """
                        package main
                        import ("net/http"; "github.com/labstack/echo/v4")
                        func main() {
                        	e := echo.New()
                        	e.StartServer(&http.Server{ReadTimeout: 1}) // want report: WriteTimeout and IdleTimeout
                        	e.Server = &http.Server{ReadTimeout: 1, WriteTimeout: 1, IdleTimeout: 1} // want clean
                        	e.Start(":80") // want clean
                        }
                        """),
                of("echo sets timeouts since its fifth version", """
                        package main
                        import "github.com/labstack/echo/v5"
                        func main() { echo.New().Start(":80") }
                        """),
                of("other things that start and run", """
                        package main
                        import ("net/http"; "github.com/gofiber/fiber/v2"; "acme.org/gin")
                        type engine struct{}
                        func (e *engine) Run(addr string) {}
                        func main() {
                        	new(engine).Run(":80")
                        	gin.Default().Run(":80")
                        	fiber.New().Listen(":80")
                        	_ = http.MethodGet
                        }
                        """));
    }
}
