package dev.headroom.store;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.headroom.campaign.audit.ServiceState;
import dev.headroom.campaign.progress.Day;
import java.time.LocalDate;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;

/** The days of campaigns as text, the names of whose parts are kept for ever. */
final class CampaignDays {
    private CampaignDays() {}

    private record Content(
            String commit,
            NavigableMap<String, Map<ServiceState, Integer>> tiers,
            NavigableMap<String, Integer> rules,
            NavigableSet<String> blocked,
            long wasted_bytes) {}

    static String text(Day day) {
        return CampaignRows.text(new Content(day.commit(), day.tiers(), day.rules(), day.blocked(), day.wastedBytes()));
    }

    static Day day(LocalDate on, String text) {
        Content content = CampaignRows.parsed(text, new TypeReference<>() {});
        return new Day(
                on, content.commit(), content.tiers(), content.rules(), content.blocked(), content.wasted_bytes());
    }
}
