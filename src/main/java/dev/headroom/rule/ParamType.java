package dev.headroom.rule;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the values of a parameter are, how they are written in YAML, in Go and to people. */
public enum ParamType {
    /** A whole number; a {@code Long}. */
    INT("a whole number"),
    /** An amount of memory such as {@code 1MiB}; a {@code Long} of bytes. */
    SIZE("a size such as 1MiB"),
    /** A {@link Duration} such as {@code 50ms}, {@code 5s} or {@code 1h30m}, as Go's time.ParseDuration reads it. */
    DURATION("a duration such as 5s"),
    /** A {@code String}. */
    STRING("a text"),
    /** A {@code Boolean}. */
    BOOL("true or false"),
    /** A list of texts. */
    LIST("a list of texts");

    private static final Pattern SIZE_TEXT = Pattern.compile("(\\d{1,15}) ?(B|KiB|MiB|GiB)?");
    private static final Pattern DURATION_PART = Pattern.compile("(\\d{1,12})(h|ms|m|s|us|µs|ns)");
    private static final long[] NANOS = {3_600_000_000_000L, 60_000_000_000L, 1_000_000_000L, 1_000_000L, 1_000L, 1L};
    private static final String[] GO_UNITS = {"Hour", "Minute", "Second", "Millisecond", "Microsecond", "Nanosecond"};
    private static final String[] UNITS = {"h", "min", "s", "ms", "µs", "ns"};

    private final String description;

    ParamType(String description) {
        this.description = description;
    }

    /** The word used in rules. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Such as {@code a duration such as 5s}. */
    public String description() {
        return description;
    }

    /** Reads a value as YAML gives it: a text, a number, a truth value, or a list of texts. */
    Optional<Object> read(Object raw) {
        try {
            return switch (this) {
                case INT -> Optional.of(Long.parseLong(raw.toString().strip().replace("_", "")));
                case SIZE -> size(raw.toString().strip());
                case DURATION -> duration(raw.toString().strip());
                case STRING -> raw instanceof List<?> ? Optional.empty() : Optional.of(raw.toString());
                case BOOL ->
                    switch (raw.toString()) {
                        case "true" -> Optional.of(true);
                        case "false" -> Optional.of(false);
                        default -> Optional.empty();
                    };
                case LIST ->
                    raw instanceof List<?> list
                            ? Optional.of(list.stream().map(Object::toString).toList())
                            : Optional.empty();
            };
        } catch (ArithmeticException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Object> size(String text) {
        Matcher size = SIZE_TEXT.matcher(text);
        if (!size.matches()) {
            return Optional.empty();
        }
        int shift =
                size.group(2) == null ? 0 : List.of("B", "KiB", "MiB", "GiB").indexOf(size.group(2)) * 10;
        return Optional.of(Math.multiplyExact(Long.parseLong(size.group(1)), 1L << shift));
    }

    private static Optional<Object> duration(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        Matcher part = DURATION_PART.matcher(text);
        long nanos = 0;
        int end = 0;
        while (part.find() && part.start() == end) {
            int unit = switch (part.group(2)) {
                case "h" -> 0;
                case "m" -> 1;
                case "s" -> 2;
                case "ms" -> 3;
                case "ns" -> 5;
                default -> 4;
            };
            nanos = Math.addExact(nanos, Math.multiplyExact(Long.parseLong(part.group(1)), NANOS[unit]));
            end = part.end();
        }
        return end == 0 || end < text.length() ? Optional.empty() : Optional.of(Duration.ofNanos(nanos));
    }

    /**
     * A value as an expression of Go, its operators set apart by spaces: {@code 5 * time.Second}, {@code 1 << 20}. A list
     * becomes quoted texts separated by commas; a text stands as it is.
     */
    public String go(Object value) {
        return switch (this) {
            case DURATION -> {
                long nanos = ((Duration) value).toNanos();
                int unit = unit(nanos);
                yield nanos == 0
                        ? "0"
                        : nanos == NANOS[unit]
                                ? "time." + GO_UNITS[unit]
                                : nanos / NANOS[unit] + " * time." + GO_UNITS[unit];
            }
            case SIZE -> {
                long bytes = (Long) value;
                int shift = shift(bytes);
                yield shift == 0 ? Long.toString(bytes) : (bytes >> shift) + " << " + shift;
            }
            case LIST ->
                ((List<?>) value)
                        .stream()
                                .map(text -> '"'
                                        + text.toString().replace("\\", "\\\\").replace("\"", "\\\"")
                                        + '"')
                                .collect(Collectors.joining(", "));
            case INT, STRING, BOOL -> value.toString();
        };
    }

    /** A value as people read it: {@code 5 s}, {@code 1 MiB}. */
    public String words(Object value) {
        return switch (this) {
            case DURATION -> {
                long nanos = ((Duration) value).toNanos();
                yield nanos == 0 ? "0" : nanos / NANOS[unit(nanos)] + " " + UNITS[unit(nanos)];
            }
            case SIZE -> {
                long bytes = (Long) value;
                int shift = shift(bytes);
                yield (bytes >> shift) + " "
                        + List.of("bytes", "KiB", "MiB", "GiB").get(shift / 10);
            }
            case LIST ->
                String.join(
                        ", ", ((List<?>) value).stream().map(Object::toString).toList());
            case INT, STRING, BOOL -> value.toString();
        };
    }

    /** The largest unit that the duration is a whole multiple of. */
    private static int unit(long nanos) {
        int unit = 0;
        while (nanos % NANOS[unit] != 0) {
            unit++;
        }
        return unit;
    }

    private static int shift(long bytes) {
        int shift = 30;
        while (shift > 0 && (bytes == 0 || bytes % (1L << shift) != 0)) {
            shift -= 10;
        }
        return shift;
    }
}
