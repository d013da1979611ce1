package dev.headroom.github.call;

import java.time.Duration;

/** Lets a thread wait; tests move their clock instead. */
@FunctionalInterface
public interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
}
