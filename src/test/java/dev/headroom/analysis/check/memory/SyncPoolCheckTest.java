package dev.headroom.analysis.check.memory;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class SyncPoolCheckTest extends CheckCases {
    SyncPoolCheckTest() {
        super(new SyncPoolCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of("dropped on purpose when it has grown", """
                        type buf struct{ b []byte }
                        var pool sync.Pool
                        func f(big func(*buf) bool) {
                        	b := pool.Get().(*buf) // want undecided
                        	if cap(b.b) < 1000 {
                        		pool.Put(b) // want clean
                        	}
                        }
                        """),
                of("put back before every return, by a deferred literal", """
                        type buf struct{ b []byte }
                        var pool sync.Pool
                        func f(n int) int {
                        	b := pool.Get().(*buf) // want clean
                        	if n > 3 {
                        		pool.Put(b) // want clean
                        		return 1
                        	}
                        	pool.Put(b) // want clean
                        	return len(b.b)
                        }
                        func g(n int) int {
                        	b := pool.Get().(*buf) // want clean
                        	defer func() { pool.Put(b) }() // want clean
                        	return len(b.b)
                        }
                        func h(n int) int {
                        	b := pool.Get().(*buf) // want report not-returned
                        	if n > 3 {
                        		return 1
                        	}
                        	pool.Put(b) // want clean
                        	return len(b.b)
                        }
                        """),
                of("two pools of one struct", """
                        type buf struct{ b []byte }
                        type pools struct{ small, large sync.Pool }
                        func (p *pools) f() int {
                        	b := p.small.Get().(*buf) // want report never-returned
                        	p.large.Put(b) // want clean
                        	return len(b.b)
                        }
                        """),
                of("a type that is not known", """
                        var pool sync.Pool
                        func f() { pool.Put(acme.New()) } // want undecided
                        """));
    }
}
