package dev.headroom.campaign.audit;

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

    public String words() {
        return words;
    }

    public String sign() {
        return sign;
    }
}
