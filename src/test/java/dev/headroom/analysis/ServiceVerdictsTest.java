package dev.headroom.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.rule.RuleCatalogue;
import dev.headroom.rule.Scope;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What rules about whole services say: of each service once, of libraries nothing. */
class ServiceVerdictsTest {
    private static final String FLEET = """
            -- services/combat-service-go/go.mod --
            module example.com/combat
            -- services/combat-service-go/main.go --
            package main

            import "net/http"

            func main() {
            	go work()
            	http.ListenAndServe(":8080", http.NotFoundHandler())
            }

            func work() {}
            -- services/combat-service-go/cmd/admin/main.go --
            package main

            import "net/http"

            func main() { http.ListenAndServe(":8081", http.NotFoundHandler()) }
            -- services/migrate-go/go.mod --
            module example.com/migrate
            -- services/migrate-go/main.go --
            package main

            func main() {}
            -- shared/go.mod --
            module example.com/shared
            -- shared/serve.go --
            package shared

            import "net/http"

            func Serve() error { return http.ListenAndServe(":8080", nil) }
            """;

    private static final Analyzer ANALYZER = new Analyzer(RuleCatalogue.builtin());

    private static String verdicts(Analysis analysis, String rule) {
        return analysis.services().stream()
                .map(service -> service.service() + " " + service.verdicts().get(rule))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void oneVerdictAService() {
        Analysis analysis = ANALYZER.analyze(Trial.files(FLEET), RepositoryConfig.defaults());

        assertThat(verdicts(analysis, "graceful-shutdown-missing")).isEqualTo("""
                combat-service-go MISSING
                migrate-go NOT_APPLICABLE
                shared library NOT_APPLICABLE""");
        List<Finding> findings = analysis.findings().stream()
                .filter(finding -> finding.rule().equals("graceful-shutdown-missing"))
                .toList();
        assertThat(findings)
                .singleElement()
                .satisfies(finding -> assertThat(finding.scope()).isEqualTo(Scope.SERVICE))
                .satisfies(
                        finding -> assertThat(finding.place().path()).isEqualTo("services/combat-service-go/main.go"));
    }

    @Test
    void everyRuleHasAVerdictOnEveryService() {
        Analysis analysis = ANALYZER.analyze(Trial.files(FLEET), RepositoryConfig.defaults());

        assertThat(analysis.services())
                .allSatisfy(service -> assertThat(service.verdicts())
                        .hasSize(ANALYZER.catalogue().rules().size()));
    }

    @Test
    void whatTestsWouldShowIsNotKnownWithoutThem() {
        assertThat(verdicts(ANALYZER.analyze(Trial.files(FLEET), RepositoryConfig.defaults()), "leak-test-missing"))
                .startsWith("combat-service-go MISSING");
        assertThat(verdicts(
                        ANALYZER.withoutTests().analyze(Trial.files(FLEET), RepositoryConfig.defaults()),
                        "leak-test-missing"))
                .startsWith("combat-service-go UNKNOWN");
    }
}
