package dev.headroom.bench;

import dev.headroom.golang.syntax.GoParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A count of the memory that this process takes while files are parsed, one after another; for Linux. */
public final class ParseMemory {
    private static final int PARSES = 100_000;
    private static final int STEP = 20_000;

    private ParseMemory() {}

    /** Prints the resident memory every 20,000 parses of 100,000. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        try (GoParser parser = new GoParser()) {
            for (int parsed = 0; parsed <= PARSES; parsed++) {
                if (parsed % STEP == 0) {
                    out.printf(Locale.ROOT, "after %,d parses: %s resident%n", parsed, resident());
                }
                parser.parse(GoService.handlers(parsed).content());
            }
        }
    }

    private static String resident() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .map(line -> line.substring("VmRSS:".length()).strip())
                    .findFirst()
                    .orElse("?");
        }
    }
}
