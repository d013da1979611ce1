package dev.headroom.review.text;

import dev.headroom.analysis.finding.Fingerprint;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hidden marks by which the App knows its own comments and reviews again. */
public final class Marker {
    private static final Pattern FINDING =
            Pattern.compile("<!-- headroom:finding ([0-9a-f]{16})(?: ([0-9a-f]{16}))? -->");
    private static final String SUMMARY = "<!-- headroom:summary -->";
    private static final String SETTLED = "<!-- headroom:settled -->";
    private static final String BACK = "<!-- headroom:back -->";
    /** The line above a comment that says what became of its findings. */
    private static final Pattern STATE = Pattern.compile("\\A[^\n]*(?:" + SETTLED + "|" + BACK + ")\n\n");

    private Marker() {}

    /** The marks of a comment, or a part of a summary, that tells these findings. */
    public static String findings(Collection<Mark> marks) {
        return marks.stream()
                .distinct()
                .map(mark -> "<!-- headroom:finding " + mark.fingerprint().value()
                        + (mark.code().isEmpty() ? "" : " " + mark.code()) + " -->")
                .collect(Collectors.joining("\n"));
    }

    /** What a comment or a summary told. */
    public static Set<Mark> findingsIn(String body) {
        Set<Mark> marks = new LinkedHashSet<>();
        Matcher matcher = FINDING.matcher(body);
        while (matcher.find()) {
            marks.add(new Mark(new Fingerprint(matcher.group(1)), matcher.group(2) == null ? "" : matcher.group(2)));
        }
        return marks;
    }

    /** The findings that a comment of the App is about. */
    public static Set<Fingerprint> fingerprintsIn(String body) {
        return findingsIn(body).stream().map(Mark::fingerprint).collect(Collectors.toSet());
    }

    /** The mark of the review of a head. */
    public static String review(String headSha) {
        return "<!-- headroom:review head=" + headSha + " -->";
    }

    /** The mark of the one review whose body is kept true. */
    public static String summary() {
        return SUMMARY;
    }

    public static boolean isSummary(String body) {
        return body.contains(SUMMARY);
    }

    /** A comment whose findings are gone, with a line that says so. */
    public static String settled(String body, String line) {
        return line + " " + SETTLED + "\n\n" + bare(body);
    }

    /** A comment whose findings were gone and are there again, with a line that says so. */
    public static String back(String body, String line) {
        return line + " " + BACK + "\n\n" + bare(body);
    }

    public static boolean isSettled(String body) {
        return body.lines().findFirst().orElse("").endsWith(SETTLED);
    }

    private static String bare(String body) {
        return STATE.matcher(body.replace("\r\n", "\n")).replaceFirst("");
    }
}
