package dev.headroom.app;

import dev.headroom.rule.RuleCatalogue;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a server needs once its database is open, made once for the process: begun on another processor meanwhile. */
final class Ahead {
    private static final Logger LOG = LoggerFactory.getLogger(Ahead.class);

    private Ahead() {}

    /** Begins, and returns at once; whoever needs something of it waits for it, and finds what is wrong with it. */
    static void begin() {
        Thread.ofPlatform().name("ahead").daemon().start(Ahead::make);
    }

    private static void make() {
        try {
            RuleCatalogue.builtin();
            // Reads the certificates that are trusted.
            SSLContext.getDefault();
        } catch (RuntimeException | NoSuchAlgorithmException e) {
            LOG.debug("not made ahead", e);
        }
    }
}
