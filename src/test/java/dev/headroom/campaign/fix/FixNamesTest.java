package dev.headroom.campaign.fix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.config.CampaignConfig.FixRequests;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FixNamesTest {
    private static final FixRequests TEMPLATES = new FixRequests("perf/{service}-fixes", "perf({service}): fixes", 3);

    @Test
    void fillsTheTemplates() {
        assertThat(FixNames.branch(TEMPLATES, "auth-service-go")).isEqualTo("perf/auth-service-go-fixes");
        assertThat(FixNames.title(TEMPLATES, "auth-service-go")).isEqualTo("perf(auth-service-go): fixes");
    }

    @Test
    void makesANameThatGitTakesAndNoOtherServiceHas() {
        assertThat(Stream.of("a/b", "a b", "a..b", "a@{b", "a~b", "x".repeat(500), "é")
                        .map(service -> FixNames.branch(TEMPLATES, service)))
                .allMatch(branch -> branch.matches("perf/[A-Za-z0-9_-]{1,90}-[0-9a-f]{8}-fixes"))
                .doesNotHaveDuplicates();
    }
}
