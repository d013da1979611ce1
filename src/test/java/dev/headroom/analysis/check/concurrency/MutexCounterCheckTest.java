package dev.headroom.analysis.check.concurrency;

import dev.headroom.analysis.check.CheckCases;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

class MutexCounterCheckTest extends CheckCases {
    MutexCounterCheckTest() {
        super(new MutexCounterCheck());
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of("exported fields belong to others too, and those that are only set are no counters", """
                        type s struct {
                        	mu sync.Mutex
                        	Hits int
                        	last int
                        }
                        func (s *s) f(n int) {
                        	s.mu.Lock()
                        	s.Hits++
                        	s.mu.Unlock()
                        	s.mu.Lock()
                        	s.last = n
                        	s.mu.Unlock()
                        }
                        """),
                of("the lock of another value", """
                        type s struct {
                        	mu sync.Mutex
                        	hits int // want clean
                        }
                        func f(a, b *s) {
                        	a.mu.Lock()
                        	b.hits++
                        	a.mu.Unlock()
                        }
                        """),
                of("written under the readers' lock", """
                        type s struct {
                        	mu sync.RWMutex
                        	hits int // want clean
                        }
                        func (s *s) f() {
                        	s.mu.RLock()
                        	s.hits++
                        	s.mu.RUnlock()
                        }
                        """),
                of("a deferred unlocking that does not run at once", """
                        type s struct {
                        	mu sync.Mutex
                        	hits int // want clean
                        }
                        func (s *s) f(ok bool) {
                        	if ok {
                        		s.mu.Lock()
                        		defer s.mu.Unlock()
                        		s.hits++
                        	}
                        	print("still locked")
                        }
                        """),
                of("a sum with another guarded field", """
                        type s struct {
                        	mu sync.Mutex
                        	hits int // want clean
                        	base int // want clean
                        }
                        func (s *s) f() {
                        	s.mu.Lock()
                        	s.hits += s.base
                        	s.mu.Unlock()
                        }
                        """),
                of("a use on a value of unknown type", """
                        type s struct {
                        	mu sync.Mutex
                        	hits int // want undecided
                        }
                        func (s *s) f() {
                        	s.mu.Lock()
                        	s.hits++
                        	s.mu.Unlock()
                        	print(acme.Get().hits, missing().hits)
                        }
                        """));
    }
}
