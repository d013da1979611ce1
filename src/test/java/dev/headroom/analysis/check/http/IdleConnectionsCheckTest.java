package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class IdleConnectionsCheckTest extends CheckCases {
    IdleConnectionsCheckTest() {
        super(new IdleConnectionsCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of("literals", """
                        func f(n int) {
                        	_ = &http.Transport{MaxIdleConns: 100} // want report
                        	_ = &http.Transport{MaxIdleConns: n} // want report
                        	_ = &http.Transport{MaxIdleConns: 100, MaxIdleConnsPerHost: 10} // want clean
                        	_ = &http.Transport{MaxIdleConns: 100, DisableKeepAlives: true} // want clean
                        	_ = &http.Transport{MaxIdleConns: 2} // want clean
                        	_ = &http.Transport{MaxIdleConns: 100, MaxConnsPerHost: 2} // want clean
                        	_ = &http.Transport{IdleConnTimeout: 1}
                        }
                        """),
                of("assignments, also in another function", """
                        func f() *http.Transport {
                        	a := &http.Transport{MaxIdleConns: 100} // want clean
                        	a.MaxIdleConnsPerHost = 10
                        	b := &http.Transport{MaxIdleConns: 100} // want clean
                        	tune(b)
                        	c := &http.Transport{}
                        	c.MaxIdleConns = 100 // want report
                        	var d http.Transport
                        	d.MaxIdleConns = 100 // want report
                        	e := new(http.Transport)
                        	e.MaxIdleConns = 100 // want report
                        	return c
                        }
                        func tune(t *http.Transport) { t.MaxIdleConnsPerHost = 10 }
                        """),
                of("a comparison sets nothing", """
                        func f() bool {
                        	t := http.DefaultTransport.(*http.Transport).Clone()
                        	t.MaxIdleConns = 100 // want report
                        	return t.MaxIdleConnsPerHost == 0
                        }
                        """),
                of("clones of the default transport, and the default transport itself", """
                        func f() {
                        	a := http.DefaultTransport.(*http.Transport).Clone()
                        	a.MaxIdleConns = 500 // want report
                        	b := http.DefaultTransport.(*http.Transport).Clone() // want clean
                        	b.MaxIdleConns = 500
                        	b.MaxIdleConnsPerHost = 500
                        	c := http.DefaultTransport.(*http.Transport).Clone()
                        	c.TLSClientConfig = nil
                        	http.DefaultTransport.(*http.Transport).MaxIdleConns = 500 // want report
                        }
                        """),
                of("another transport of the file is set right", """
                        func f() {
                        	a := &http.Transport{MaxIdleConns: 100} // want report
                        	b := &http.Transport{MaxIdleConns: 100} // want clean
                        	b.MaxIdleConnsPerHost = 10
                        	_ = a
                        }
                        """),
                of("a transport that somebody else makes", """
                        func Tune(t *http.Transport) {
                        	t.MaxIdleConns = 500 // want undecided
                        }
                        """),
                of("in a client of a struct", """
                        type api struct{ client *http.Client }
                        func build() *api {
                        	return &api{client: &http.Client{
                        		Timeout: time.Second,
                        		Transport: &http.Transport{ // want report
                        			MaxIdleConns: 100,
                        		},
                        	}}
                        }
                        """));
    }
}
