package dev.headroom.analysis.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.check.database.DatabasePoolCheck;
import dev.headroom.analysis.check.http.HttpServerCheck;
import dev.headroom.analysis.check.redis.RedisPoolCheck;
import dev.headroom.rule.Rule;
import dev.headroom.rule.RuleCatalogue;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChecksAndRulesTest {
    private static final Map<String, Check> CHECKS = Map.of(
            "db-pool-unconfigured", new DatabasePoolCheck(),
            "redis-pool-unconfigured", new RedisPoolCheck(),
            "http-server-timeouts-missing", new HttpServerCheck());

    @Test
    @DisplayName("each check is named by its rule")
    void named() {
        RuleCatalogue rules = RuleCatalogue.builtin();
        CHECKS.forEach(
                (id, check) -> assertThat(rules.rule(id).flatMap(Rule::check)).contains(check.name()));
    }

    @ParameterizedTest
    @CsvSource({
        "db-pool-unconfigured, gorm-setters pgx pgx-config setters",
        "redis-pool-unconfigured, assignments literal",
        "http-server-timeouts-missing, echo echo-streaming idle listen listen-streaming listen-tls listen-tls-streaming"
                + " read read-idle read-write read-write-idle serve serve-streaming write write-idle",
    })
    void fixes(String id, String names) {
        Rule rule = RuleCatalogue.builtin().rule(id).orElseThrow();
        assertThat(rule.fixes().keySet().stream().sorted().collect(Collectors.joining(" ")))
                .isEqualTo(names);
    }

    @ParameterizedTest
    @CsvSource({
        "db-pool-unconfigured, after-creation connection pgx",
        "redis-pool-unconfigured, after-creation",
        "http-server-timeouts-missing, framework shortcut",
    })
    void variants(String id, String names) {
        Rule rule = RuleCatalogue.builtin().rule(id).orElseThrow();
        assertThat(rule.variants().keySet()).isEqualTo(Set.of(names.split(" ")));
    }
}
