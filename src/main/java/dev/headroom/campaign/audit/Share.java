package dev.headroom.campaign.audit;

import dev.headroom.text.Words;

/** A part of a whole, in services. */
public record Share(int part, int whole) {

    /**
     * A whole percentage, which is 0 % and 100 % only where there is nothing and everything; of nothing everything is
     * there.
     */
    public String percent() {
        if (part == whole) {
            return "100 %";
        }
        long rounded = Math.round(100.0 * part / whole);
        if (part > 0 && rounded == 0) {
            return "<1 %";
        }
        return rounded == 100 ? ">99 %" : rounded + " %";
    }

    /** {@code 85 of 89 services (96 %)} */
    public String ofServices() {
        return part + " of " + Words.counted(whole, "service") + " (" + percent() + ")";
    }
}
