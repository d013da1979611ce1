package dev.headroom.text;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Figures and days as the texts write them. */
public final class Words {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);

    private Words() {}

    /** {@code 1 service}, {@code 2 services}. */
    public static String counted(long count, String noun) {
        return counted(count, noun, noun + "s");
    }

    /** {@code 1 fix}, {@code 2 fixes}. */
    public static String counted(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    /** {@code 1 fix}, {@code 2 fixes}. */
    public static String fixes(long count) {
        return counted(count, "fix", "fixes");
    }

    /** {@code 1 March 2026} */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** {@code 512 bytes}, {@code 1.5 KiB}. */
    public static String bytes(long bytes) {
        if (bytes < 1024) {
            return counted(bytes, "byte");
        }
        return String.format(Locale.ENGLISH, "%.1f KiB", bytes / 1024.0);
    }

    /** A row of a table. */
    public static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** {@code is}, {@code are} */
    public static String are(long count) {
        return count == 1 ? "is" : "are";
    }
}
