package dev.headroom.review;

import dev.headroom.analysis.Fingerprint;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The hidden marks by which the App knows its own comments and reviews again. */
final class Marker {
    private static final Pattern FINDING = Pattern.compile("<!-- headroom:finding ([0-9a-f]{16}) -->");
    private static final String SUMMARY = "<!-- headroom:summary -->";

    private Marker() {}

    /** The mark of a comment, or a part of a summary, that tells these findings. */
    static String findings(Collection<Fingerprint> fingerprints) {
        return fingerprints.stream()
                .distinct()
                .map(fingerprint -> "<!-- headroom:finding " + fingerprint.value() + " -->")
                .collect(Collectors.joining("\n"));
    }

    /** What a comment or a summary told. */
    static Set<Fingerprint> findingsIn(String body) {
        Set<Fingerprint> fingerprints = new LinkedHashSet<>();
        Matcher matcher = FINDING.matcher(body);
        while (matcher.find()) {
            fingerprints.add(new Fingerprint(matcher.group(1)));
        }
        return fingerprints;
    }

    /** The mark of the review of a head. */
    static String review(String headSha) {
        return "<!-- headroom:review head=" + headSha + " -->";
    }

    /** The mark of the one review whose body is kept true. */
    static String summary() {
        return SUMMARY;
    }

    static boolean isSummary(String body) {
        return body.contains(SUMMARY);
    }
}
