package dev.headroom.campaign;

import dev.headroom.analysis.Sha256;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The hidden marks by which the App knows the issues of its campaign again. */
final class CampaignMarker {
    private static final String TRACKING = "<!-- headroom:campaign -->";
    private static final Pattern SERVICE = Pattern.compile("<!-- headroom:campaign service=([0-9a-f]{32}) -->");

    private CampaignMarker() {}

    /** The mark of the tracking issue. */
    static String tracking() {
        return TRACKING;
    }

    /** The mark of a service's issue: not its name, which could end the comment. */
    static String service(String name) {
        return "<!-- headroom:campaign service=" + key(name) + " -->";
    }

    /** The mark of the pull request with a service's fixes. */
    static String fix(String service) {
        return "<!-- headroom:campaign fix=" + key(service) + " -->";
    }

    static boolean isFix(String body, String service) {
        return body.contains(fix(service));
    }

    static boolean isTracking(String body) {
        return body.contains(TRACKING);
    }

    /** Whose issue it is, as {@link #key} of a service. */
    static Optional<String> serviceIn(String body) {
        Matcher matcher = SERVICE.matcher(body);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    /** What stands for a service in its mark. */
    static String key(String service) {
        return Sha256.hex(service).substring(0, 32);
    }
}
