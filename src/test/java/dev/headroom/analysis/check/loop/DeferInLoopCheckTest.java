package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the check leaves undecided, and why; what it reports is in the rule's own tests. */
class DeferInLoopCheckTest extends CheckCases {
    DeferInLoopCheckTest() {
        super(new DeferInLoopCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of("kept through a constructor, by a goroutine, in a field", """
                        type pool struct{ files []*os.File }
                        type reader struct{ f *os.File }
                        func f(p *pool, names []string, all map[string]*reader) {
                        	for _, name := range names {
                        		a, _ := os.Open(name)
                        		defer a.Close() // want undecided
                        		r := &reader{f: a}
                        		all[name] = r
                        		b, _ := os.Open(name)
                        		defer b.Close() // want undecided
                        		go func() { b.Sync() }()
                        		c, _ := os.Open(name)
                        		defer c.Close() // want undecided
                        		p.files = append(p.files, c)
                        	}
                        }
                        """),
                of("read and dropped", """
                        func f(names []string) (data []byte, err error) {
                        	for _, name := range names {
                        		a, _ := os.Open(name)
                        		defer a.Close() // want report opened
                        		data, err = io.ReadAll(a)
                        	}
                        	return
                        }
                        """),
                of("an endless loop that panics, one that ends the process, one that goes on", """
                        func f(m *sync.Mutex, done func() bool) {
                        	for {
                        		m.Lock()
                        		defer m.Unlock() // want clean
                        		panic("x")
                        	}
                        }
                        func g(m *sync.Mutex, done func() bool) {
                        	for !done() {
                        		m.Lock()
                        		defer m.Unlock() // want clean
                        		os.Exit(1)
                        	}
                        outer:
                        	for {
                        		for {
                        			m.Lock()
                        			defer m.Unlock() // want report locked
                        			continue outer
                        		}
                        	}
                        }
                        """),
                of("elements that were there before, and those of a channel", """
                        func f(files []*os.File, more chan *os.File) {
                        	for _, file := range files {
                        		defer file.Close() // want undecided
                        	}
                        	for file := range more {
                        		defer file.Close() // want report piled-up
                        	}
                        }
                        """));
    }
}
