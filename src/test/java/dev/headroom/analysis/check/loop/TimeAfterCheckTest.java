package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the check leaves undecided, and why; what it reports is in the rule's own tests. */
class TimeAfterCheckTest extends CheckCases {
    TimeAfterCheckTest() {
        super(new TimeAfterCheck());
    }

    static Stream<Arguments> cases() {
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
