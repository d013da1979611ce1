package dev.headroom.campaign.tracker;

import dev.headroom.analysis.finding.Sha256;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hidden marks by which the App knows the issues of its campaign again. */
public final class CampaignMarker {
    private static final String TRACKING = "<!-- headroom:campaign -->";
    private static final Pattern SERVICE = Pattern.compile("<!-- headroom:campaign service=([0-9a-f]{32}) -->");

    private CampaignMarker() {}

    /** The mark of the tracking issue. */
    public static String tracking() {
        return TRACKING;
    }

    /** The mark of a service's issue: not its name, which could end the comment. */
    public static String service(String name) {
        return "<!-- headroom:campaign service=" + key(name) + " -->";
    }

    /** The mark of the pull request with a service's fixes. */
    public static String fix(String service) {
        return "<!-- headroom:campaign fix=" + key(service) + " -->";
    }

    public static boolean isFix(String body, String service) {
        return body.contains(fix(service));
    }

    public static boolean isTracking(String body) {
        return body.contains(TRACKING);
    }

    /** Whose issue it is, as {@link #key} of a service. */
    public static Optional<String> serviceIn(String body) {
        Matcher matcher = SERVICE.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** What stands for a service in its mark. */
    public static String key(String service) {
        return Sha256.hex(service).substring(0, 32);
    }
}
