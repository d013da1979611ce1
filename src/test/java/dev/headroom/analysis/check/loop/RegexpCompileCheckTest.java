package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the check leaves undecided, and why; what it reports is in the rule's own tests. */
class RegexpCompileCheckTest extends CheckCases {
    RegexpCompileCheckTest() {
        super(new RegexpCompileCheck());
    }

    static Stream<Arguments> cases() {
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
}
