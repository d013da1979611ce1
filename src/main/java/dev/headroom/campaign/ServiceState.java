package dev.headroom.campaign;

/** How far a service is. */
public enum ServiceState {
    /** A blocker keeps it from the next stage. */
    BLOCKED("blocked", "🔴"),
    /** It is ready, and there are warnings. */
    WARNED("ready, with warnings", "🟡"),
    CLEAN("clean", "🟢");

    private final String words;
    private final String sign;

    ServiceState(String words, String sign) {
        this.words = words;
        this.sign = sign;
    }

    String words() {
        return words;
    }

    String sign() {
        return sign;
    }
}
