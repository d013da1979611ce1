package dev.headroom.github;

import java.time.Duration;

/** Lets a thread wait; tests move their clock instead. */
@FunctionalInterface
interface Sleeper {
    void sleep(Duration duration) throws InterruptedException;
}
