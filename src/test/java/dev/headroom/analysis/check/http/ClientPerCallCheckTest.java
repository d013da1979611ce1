package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.CheckCases;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class ClientPerCallCheckTest extends CheckCases {
    ClientPerCallCheckTest() {
        super(new ClientPerCallCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(handlers(), kept(), loops()).flatMap(Function.identity());
    }

    private static Stream<Arguments> handlers() {
        return Stream.of(
                of("in a handler, and in functions that only handlers call", """
                        func main() { http.HandleFunc("/", handle) }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	client := &http.Client{ // want clean
                        		Transport: &http.Transport{}} // want report
                        	client.Get("u")
                        	build().Get("u")
                        }
                        func build() *http.Client {
                        	tr := http.DefaultTransport.(*http.Transport).Clone() // want report
                        	return &http.Client{Transport: tr} // want clean
                        }
                        """),
                of("in a framework's handler", """
                        package main
                        import ("net/http"; "github.com/gin-gonic/gin")
                        func main() {
                        	r := gin.New()
                        	r.GET("/", func(c *gin.Context) {
                        		tr := &http.Transport{} // want report
                        		(&http.Client{Transport: tr}).Get("u") // want clean
                        	})
                        }
                        """),
                of("made by main, by init, at package level", """
                        var shared = &http.Transport{} // want clean
                        var client *http.Client
                        func init() { client = build() }
                        func build() *http.Client { return &http.Client{Transport: &http.Transport{}} } // want clean
                        func main() {
                        	own := &http.Transport{} // want clean
                        	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
                        		(&http.Client{Transport: own}).Get("u") // want clean
                        		(&http.Client{Transport: shared}).Get("u") // want clean
                        		(&http.Client{Timeout: time.Second}).Get("u") // want clean
                        	})
                        }
                        """),
                of("a transport that keeps no connections, and one that is closed", """
                        func main() { http.HandleFunc("/", handle) }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	a := &http.Transport{DisableKeepAlives: true} // want clean
                        	(&http.Client{Transport: a}).Get("u") // want clean
                        	b := &http.Transport{} // want clean
                        	defer b.CloseIdleConnections()
                        	(&http.Client{Transport: b}).Get("u") // want clean
                        }
                        """),
                of("handed to another module, which may keep it", """
                        package main
                        import ("net/http"; "acme.org/sdk")
                        func main() { http.HandleFunc("/", handle) }
                        func handle(w http.ResponseWriter, r *http.Request) {
                        	sdk.New(&http.Transport{}) // want undecided
                        }
                        """));
    }

    private static Stream<Arguments> kept() {
        return Stream.of(of("made when it is needed first", """
                        type api struct { once sync.Once; client *http.Client }
                        func main() { http.Handle("/", &api{}) }
                        func (a *api) ServeHTTP(w http.ResponseWriter, r *http.Request) {
                        	a.once.Do(func() { a.client = &http.Client{Transport: &http.Transport{}} }) // want clean
                        	a.get().Get("u")
                        }
                        func (a *api) get() *http.Client {
                        	if a.client == nil {
                        		a.client = &http.Client{Transport: &http.Transport{}} // want clean
                        	}
                        	return a.client
                        }
                        """), of("one for each host, kept in a map", """
                        var clients = map[string]*http.Client{}
                        func main() { http.HandleFunc("/", handle) }
                        func handle(w http.ResponseWriter, r *http.Request) { of(r.Host).Get("u") }
                        func of(host string) *http.Client {
                        	if c, ok := clients[host]; ok {
                        		return c
                        	}
                        	c := &http.Client{Transport: &http.Transport{}} // want clean
                        	clients[host] = c
                        	return c
                        }
                        """));
    }

    private static Stream<Arguments> loops() {
        return Stream.of(
                of("made and used in a loop", """
                        func poll() {
                        	for {
                        		tr := &http.Transport{} // want report loop
                        		client := &http.Client{Transport: tr} // want clean
                        		client.Get("u")
                        	}
                        }
                        """),
                of("one for each target, used later", """
                        func clients(targets []string) (all []*http.Client) {
                        	for range targets {
                        		all = append(all, &http.Client{Transport: &http.Transport{}}) // want clean
                        	}
                        	return all
                        }
                        """),
                of("made before the loop", """
                        func poll() {
                        	client := &http.Client{Transport: &http.Transport{}} // want clean
                        	for {
                        		client.Get("u")
                        	}
                        }
                        """));
    }
}
