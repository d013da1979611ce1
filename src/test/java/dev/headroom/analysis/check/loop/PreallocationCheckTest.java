package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the check leaves undecided, and why; what it reports is in the rule's own tests. */
class PreallocationCheckTest extends CheckCases {
    PreallocationCheckTest() {
        super(new PreallocationCheck());
    }

    static Stream<Arguments> cases() {
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
}
