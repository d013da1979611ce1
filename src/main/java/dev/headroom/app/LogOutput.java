package dev.headroom.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.joran.spi.JoranException;
import dev.headroom.app.settings.Settings.LogFormat;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/** Where log lines go: warnings to the error stream for a command, everything of note to the output for the server. */
final class LogOutput {
    private LogOutput() {}

    /** Turns to the server's log in this format. */
    static void use(LogFormat format) {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        context.reset();
        String resource = "log-" + format.name().toLowerCase(Locale.ROOT) + ".xml";
        try {
            configurator.doConfigure(LogOutput.class.getClassLoader().getResource(resource));
        } catch (JoranException e) {
            throw new IllegalStateException("the program's own " + resource + " is wrong", e);
        }
    }

    /** Writes out what is still held back. */
    static void flush() {
        ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
    }
}
