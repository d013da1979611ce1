package dev.headroom.rule;

import java.util.Locale;

/** What a rule judges. */
public enum Scope {
    /** Places in the code, each on its own. */
    SITE,
    /** A service as a whole, once; its finding is no comment on a line but an entry in tables and summaries. */
    SERVICE;

    /** The word used in rules. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
