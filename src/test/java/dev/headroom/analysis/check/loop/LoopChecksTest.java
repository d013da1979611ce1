package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.Expectations;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the checks of loops leave undecided, and why; what they report is in the rules' own tests. */
class LoopChecksTest {

    private static Arguments of(String name, String source) {
        return Arguments.of(name, source);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void strings(String name, String source) {
        Expectations.verify(new StringConcatCheck(), source);
    }

    static Stream<Arguments> strings() {
        return Stream.of(
                of("begun anew on a condition, padded to a length", """
                        func f(names []string) string {
                        	s := ""
                        	for _, name := range names {
                        		s += name // want undecided
                        		if name == "" {
                        			s = ""
                        		}
                        	}
                        	for len(s) < 8 {
                        		s = "0" + s // want undecided
                        	}
                        	return s
                        }
                        """),
                of("used by a literal and by its address", """
                        func f(names []string, set func(*string)) {
                        	s, t := "", ""
                        	for _, name := range names {
                        		s += name // want clean
                        		func() { print(s) }()
                        		t += name // want undecided
                        		set(&t)
                        	}
                        }
                        """),
                of("a type that is not known may be a number", """
                        func f(parts []acme.Part) {
                        	s := acme.Begin()
                        	for _, part := range parts {
                        		s += part
                        	}
                        	t := acme.Begin()
                        	for range parts {
                        		t += "," // want report
                        	}
                        }
                        """),
                of("the outer loop counts where the inner one ends at once", """
                        func f(rows [][]string) string {
                        	s := ""
                        	for _, row := range rows {
                        		for _, cell := range row {
                        			s += cell // want report
                        			break
                        		}
                        	}
                        	return s
                        }
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void slices(String name, String source) {
        Expectations.verify(new PreallocationCheck(), source);
    }

    static Stream<Arguments> slices() {
        return Stream.of(
                of("an unknown type may be a channel", """
                        func f() []int {
                        	var all []int // want undecided
                        	for v := range acme.Values() {
                        		all = append(all, v)
                        	}
                        	return all
                        }
                        """),
                of("a break of a switch does not end the loop, one of the loop does", """
                        func f(values []int) ([]int, []int) {
                        	var all []int // want report
                        	var some []int // want clean
                        	for _, v := range values {
                        		switch v {
                        		case 1:
                        			break
                        		}
                        		all = append(all, v)
                        	}
                        	for _, v := range values {
                        		some = append(some, v)
                        		if v == 1 {
                        			break
                        		}
                        	}
                        	return all, some
                        }
                        """),
                of("what is returned early would show the room", """
                        func f(values []int) []int {
                        	var all []int // want clean
                        	for _, v := range values {
                        		if v < 0 {
                        			return all
                        		}
                        		all = append(all, v)
                        	}
                        	return all
                        }
                        """),
                of("declared elsewhere, filled before, cleared in between", """
                        func f(values []int, fill func(*[]int)) {
                        	var all, other []int
                        	fill(&all)
                        	other = values
                        	for _, v := range values {
                        		all = append(all, v)
                        		other = append(other, v)
                        	}
                        	var third []int // want clean
                        	for _, v := range values {
                        		third = nil
                        		third = append(third, v)
                        	}
                        	var outer []int // want report
                        	if len(values) > 0 {
                        		for _, v := range values {
                        			outer = append(outer, v)
                        		}
                        	}
                        }
                        """),
                of("a counter that the body moves", """
                        func f(values []int) []int {
                        	var all []int // want clean
                        	for i := 0; i < len(values); i++ {
                        		i += values[i]
                        		all = append(all, i)
                        	}
                        	return all
                        }
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void deferred(String name, String source) {
        Expectations.verify(new DeferInLoopCheck(), source);
    }

    static Stream<Arguments> deferred() {
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

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void expressions(String name, String source) {
        Expectations.verify(new RegexpCompileCheck(), source);
    }

    static Stream<Arguments> expressions() {
        return Stream.of(
                of("called at start-up through others, and in a loop there", """
                        package main
                        import "regexp"
                        func main() { setup(); for { each() } }
                        func setup() { deeper() }
                        func deeper() { regexp.MustCompile("a") } // want clean
                        func each() { regexp.MustCompile("a") } // want report call
                        """),
                of("a function that calls itself, one that is a value", """
                        package main
                        import "regexp"
                        func main() { down(3); use(value) }
                        func down(n int) { regexp.MustCompile("a"); down(n - 1) } // want report call
                        func value() { regexp.MustCompile("a") } // want report call
                        func use(f func()) { f() }
                        """),
                of("a local name of a constant text, one that changes", """
                        package p
                        import "regexp"
                        func f(s string) bool {
                        	digits := "[0-9]+"
                        	letters := "[a-z]+"
                        	if s != "" {
                        		letters = s
                        	}
                        	return regexp.MustCompile(digits).MatchString(s) || // want report call
                        		regexp.MustCompile(letters).MatchString(s) // want clean
                        }
                        """),
                of("kept in a field, returned, captured", """
                        package p
                        import "regexp"
                        type t struct{ re *regexp.Regexp }
                        func (x *t) set() { x.re = regexp.MustCompile("a") } // want undecided
                        func make() *regexp.Regexp { return regexp.MustCompile("a") } // want undecided
                        func each() func(string) bool {
                        	re := regexp.MustCompile("a") // want undecided
                        	return func(s string) bool { return re.MatchString(s) }
                        }
                        """),
                of("somebody else's package of that name", """
                        package p
                        import "acme.org/regexp"
                        func f() { regexp.MustCompile("a") }
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void contexts(String name, String source) {
        Expectations.verify(new NestedContextCheck(), source);
    }

    static Stream<Arguments> contexts() {
        return Stream.of(
                of("the branch ends the loop", """
                        func f(ctx context.Context, names []string) {
                        	for _, name := range names {
                        		if name != "" {
                        			ctx = context.WithValue(ctx, "name", name) // want clean
                        			break
                        		}
                        	}
                        	use(ctx)
                        }
                        func use(ctx context.Context) {}
                        """),
                of("a key of its own in each iteration", """
                        func f(ctx context.Context, values map[string]string) {
                        	for k, v := range values {
                        		ctx = context.WithValue(ctx, k, v) // want undecided
                        	}
                        	for _, v := range values {
                        		ctx = context.WithValue(ctx, "fixed", v) // want report
                        	}
                        	use(ctx)
                        }
                        func use(ctx context.Context) {}
                        """),
                of("a literal that is only called here", """
                        func f(ctx context.Context) {
                        	run := func() { ctx = context.WithValue(ctx, "a", 1) }
                        	run()
                        }
                        """),
                of("something that is no context", """
                        func f(n int, step func(int) int, ctx context.Context) {
                        	for {
                        		n = step(n)
                        	}
                        }
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void timers(String name, String source) {
        Expectations.verify(new TimeAfterCheck(), source);
    }

    static Stream<Arguments> timers() {
        return Stream.of(
                of("the version of Go is not known", """
                        func f(c chan int) {
                        	for {
                        		select {
                        		case <-c:
                        		case <-time.After(time.Second): // want undecided
                        		}
                        	}
                        }
                        """), of("nothing but the timer lets the loop go on", """
                        func f(c chan int) {
                        	for {
                        		select {
                        		case <-c:
                        			return
                        		case <-time.After(time.Second): // want clean
                        		}
                        	}
                        }
                        """));
    }
}
