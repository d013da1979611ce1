package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the check leaves undecided, and why; what it reports is in the rule's own tests. */
class StringConcatCheckTest extends CheckCases {
    StringConcatCheckTest() {
        super(new StringConcatCheck());
    }

    static Stream<Arguments> cases() {
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
}
