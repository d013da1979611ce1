package dev.headroom.analysis.check.loop;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** What the check leaves undecided, and why; what it reports is in the rule's own tests. */
class NestedContextCheckTest extends CheckCases {
    NestedContextCheckTest() {
        super(new NestedContextCheck());
    }

    static Stream<Arguments> cases() {
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
}
