package dev.headroom.rule;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The versions of Go that a rule is about, such as {@code >=1.19} or {@code <1.23}.
 *
 * @param from whether it begins at the version given; else it ends before
 */
public record GoRange(boolean from, int major, int minor) {
    private static final Pattern TEXT = Pattern.compile("(>=|<) ?(\\d{1,3})\\.(\\d{1,3})");

    static Optional<GoRange> parse(String text) {
        Matcher range = TEXT.matcher(text);
        return range.matches()
                ? Optional.of(new GoRange(
                        range.group(1).equals(">="),
                        Integer.parseInt(range.group(2)),
                        Integer.parseInt(range.group(3))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return (from ? ">=" : "<") + major + "." + minor;
    }
}
