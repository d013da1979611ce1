package dev.headroom.bench;

import dev.headroom.golang.syntax.GoParser;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** A count of the memory that this process takes while files are parsed, one after another; for Linux. */
public final class ParseMemory {
    private static final int PARSES = 100_000;
    private static final int STEP = 20_000;

    /** What the quick parser leaves to tree-sitter: 08 is no number. */
    private static final byte[] UNUSUAL = "\nvar octal = 08\n".getBytes(StandardCharsets.UTF_8);

    private ParseMemory() {}

    /** Prints the resident memory every 20,000 parses of 100,000, of which every other one is tree-sitter's. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        try (GoParser parser = new GoParser()) {
            for (int parsed = 0; parsed <= PARSES; parsed++) {
                if (parsed % STEP == 0) {
                    out.printf(Locale.ROOT, "after %,d parses: %s resident%n", parsed, resident());
                }
                byte[] usual = GoService.handlers(parsed).content();
                parser.parse(parsed % 2 == 0 ? usual : with(usual, UNUSUAL));
            }
        }
    }

    private static byte[] with(byte[] start, byte[] end) {
        byte[] all = Arrays.copyOf(start, start.length + end.length);
        System.arraycopy(end, 0, all, start.length, end.length);
        return all;
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
