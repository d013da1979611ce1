package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.CheckCases;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class HttpClientTimeoutCheckTest extends CheckCases {
    HttpClientTimeoutCheckTest() {
        super(new HttpClientTimeoutCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(clients(), requests(), defaults(), elsewhere()).flatMap(Function.identity());
    }

    private static Stream<Arguments> clients() {
        return Stream.of(
                of("all the ways to make one", """
                        var global http.Client // want report
                        type api struct{ client http.Client } // want report
                        func (a *api) get() { a.client.Get("u") }
                        func f() {
                        	a := &http.Client{} // want report
                        	a.Get("u")
                        	b := http.Client{} // want report
                        	b.Head("u")
                        	c := new(http.Client) // want report
                        	c.Post("u", "", nil)
                        	var d http.Client // want report
                        	d.PostForm("u", nil)
                        	global.Get("u")
                        }
                        """),
                of("timeouts, from the literal and later", """
                        type config struct{ Timeout time.Duration }
                        func f(cfg config) {
                        	a := &http.Client{Timeout: cfg.Timeout} // want clean
                        	a.Get("u")
                        	b := &http.Client{} // want clean
                        	if cfg.Timeout > 0 {
                        		b.Timeout = cfg.Timeout
                        	}
                        	b.Get("u")
                        	var c http.Client // want clean
                        	c.Timeout = time.Second
                        	c.Get("u")
                        }
                        """),
                of("a timeout set by an option", """
                        type option func(*client)
                        type client struct{ http *http.Client }
                        func with(d time.Duration) option { return func(c *client) { c.http.Timeout = d } }
                        func build(opts ...option) *client {
                        	c := &client{http: &http.Client{}} // want clean
                        	for _, o := range opts { o(c) }
                        	return c
                        }
                        func (c *client) get() { c.http.Get("u") }
                        """),
                of("no timeout when none is configured is a decision", """
                        type config struct{ RelayTimeout int }
                        func build(cfg config) *http.Client {
                        	if cfg.RelayTimeout == 0 {
                        		return &http.Client{} // want clean
                        	}
                        	return &http.Client{Timeout: time.Duration(cfg.RelayTimeout)} // want clean
                        }
                        """),
                of("transports of its own that do not bound, and ones that do", """
                        type bounded struct{ base http.RoundTripper }
                        func (b *bounded) RoundTrip(r *http.Request) (*http.Response, error) {
                        	ctx, cancel := context.WithTimeout(r.Context(), time.Second)
                        	defer cancel()
                        	return b.base.RoundTrip(r.WithContext(ctx))
                        }
                        type logged struct{ base http.RoundTripper }
                        func (l *logged) RoundTrip(r *http.Request) (*http.Response, error) { return l.base.RoundTrip(r) }
                        func f() {
                        	a := &http.Client{Transport: &http.Transport{MaxIdleConns: 1}} // want report
                        	a.Get("u")
                        	b := &http.Client{Transport: &http.Transport{ResponseHeaderTimeout: 5}} // want undecided
                        	b.Get("u")
                        	c := &http.Client{Transport: &bounded{}} // want undecided
                        	c.Get("u")
                        	d := &http.Client{Transport: &logged{}} // want report
                        	d.Get("u")
                        	e := &http.Client{Transport: &http.Transport{Dial: dialer()}} // want undecided
                        	e.Get("u")
                        }
                        func dialer() any { return func(c conn) { c.SetDeadline(time.Now()) } }
                        type conn interface{ SetDeadline(t time.Time) }
                        """));
    }

    private static Stream<Arguments> requests() {
        return Stream.of(
                of("requests without and with a deadline", """
                        func endless(ctx context.Context) {
                        	c := &http.Client{} // want report
                        	req, _ := http.NewRequest("GET", "u", nil)
                        	c.Do(req)
                        }
                        func background() {
                        	c := &http.Client{} // want report
                        	req, _ := http.NewRequestWithContext(context.Background(), "GET", "u", nil)
                        	c.Do(req)
                        }
                        func bounded(ctx context.Context) {
                        	ctx, cancel := context.WithTimeout(ctx, time.Second)
                        	defer cancel()
                        	c := &http.Client{} // want clean
                        	req, _ := http.NewRequestWithContext(ctx, "GET", "u", nil)
                        	c.Do(req)
                        }
                        func given(ctx context.Context) {
                        	c := &http.Client{} // want undecided
                        	req, _ := http.NewRequestWithContext(ctx, "GET", "u", nil)
                        	c.Do(req)
                        }
                        """),
                of("the context of a request that is served has no deadline", """
                        var client = &http.Client{} // want report
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	req, _ := http.NewRequestWithContext(r.Context(), "GET", "u", nil)
                        	client.Do(req)
                        }
                        func main() { http.HandleFunc("/", handle) }
                        """),
                of("each request has a deadline, one has not", """
                        type api struct{ client *http.Client }
                        func newAPI() *api { return &api{client: &http.Client{}} } // want report
                        func (a *api) one(ctx context.Context) {
                        	ctx, cancel := context.WithTimeout(ctx, time.Second)
                        	defer cancel()
                        	req, _ := http.NewRequestWithContext(ctx, "GET", "u", nil)
                        	a.client.Do(req)
                        }
                        func (a *api) two() { a.client.Get("u") }
                        """),
                of("through an interface that clients satisfy", """
                        type doer interface{ Do(*http.Request) (*http.Response, error) }
                        type api struct{ client doer }
                        func newAPI() *api { return &api{client: &http.Client{}} } // want report
                        func (a *api) get() {
                        	req, _ := http.NewRequest("GET", "u", nil)
                        	a.client.Do(req)
                        }
                        """),
                of("embedded in a struct", """
                        type api struct{ *http.Client }
                        func get() { (&api{Client: &http.Client{}}).Get("u") } // want report
                        """));
    }

    private static Stream<Arguments> defaults() {
        return Stream.of(
                of("shortcuts and the default client", """
                        func f() {
                        	http.Get("u") // want report shortcut
                        	http.Head("u") // want report shortcut
                        	http.Post("u", "", nil) // want report shortcut
                        	http.PostForm("u", nil) // want report shortcut
                        	http.DefaultClient.Get("u") // want report default
                        	req, _ := http.NewRequest("GET", "u", nil)
                        	http.DefaultClient.Do(req) // want report default
                        	c := http.DefaultClient // want report default
                        	c.Do(req)
                        }
                        """),
                of("shortcuts as values", """
                        func f() {
                        	_ = http.Get
                        	get := http.Get
                        	get("u") // want report shortcut
                        }
                        """),
                of("the default client with a deadline", """
                        func f(ctx context.Context) {
                        	ctx, cancel := context.WithTimeout(ctx, time.Second)
                        	defer cancel()
                        	req, _ := http.NewRequestWithContext(ctx, "GET", "u", nil)
                        	http.DefaultClient.Do(req) // want clean
                        }
                        """),
                of("the default client is given a timeout", """
                        func init() { http.DefaultClient.Timeout = time.Second }
                        func f() {
                        	http.Get("u") // want clean
                        	http.DefaultClient.Get("u") // want clean
                        }
                        """),
                of("another default client", """
                        func init() { http.DefaultClient = &http.Client{Timeout: 5} } // want clean
                        func f() { http.Get("u") } // want clean
                        """),
                of("a fallback, and a comparison", """
                        func build(c *http.Client) *api {
                        	if c == http.DefaultClient {
                        		return nil
                        	}
                        	if c == nil {
                        		c = http.DefaultClient // want report default
                        	}
                        	return &api{c}
                        }
                        type api struct{ c *http.Client }
                        func (a *api) get() { a.c.Get("u") }
                        """));
    }

    private static Stream<Arguments> elsewhere() {
        return Stream.of(
                of("handed to another module, in every way", """
                        package main
                        import ("net/http"; "context"; "acme.org/sdk"; "golang.org/x/oauth2")
                        func f(ctx context.Context, s *sdk.Client) {
                        	sdk.New(&http.Client{}) // want undecided
                        	sdk.Open(sdk.Config{HTTP: &http.Client{}}) // want undecided
                        	s.HTTP = &http.Client{} // want undecided
                        	context.WithValue(ctx, oauth2.HTTPClient, &http.Client{}) // want undecided
                        }
                        """),
                of("clients of other packages", """
                        package main
                        import "acme.org/http"
                        func f() { c := &http.Client{}; c.Get("u"); http.Get("u") }
                        """),
                of("a file of doubles", """
                        -- client_mock.go --
                        func mock() *http.Client { return &http.Client{} }
                        """));
    }
}
