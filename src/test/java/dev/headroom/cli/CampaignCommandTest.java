package dev.headroom.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CampaignCommandTest extends CommandLineTrial {
    private static final String COMMIT = "a".repeat(40);

    @BeforeEach
    void aFleetOfTwo() throws IOException {
        write("services/auth-service-go/go.mod", "module acme.org/auth\n\ngo 1.24\n");
        write("services/auth-service-go/main.go", """
                package main

                import "database/sql"

                func main() {
                	db, err := sql.Open("pgx", "dsn")
                	if err != nil {
                		panic(err)
                	}
                	_ = db
                }
                """);
        write("services/mail-service-go/go.mod", "module acme.org/mail\n\ngo 1.24\n");
        write("services/mail-service-go/main.go", "package main\n\nfunc main() {}\n");
    }

    @Test
    void printsTheTrackingIssueWithoutConfiguration() {
        assertThat(run("campaign", folder.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("**1 of 2 services (50 %) has at least one blocker.**")
                .contains("### High: 0 of 1 ready (0 %)")
                .contains("<br>`db-pool-unconfigured` | **1** | 1 | 50 % | 0 |")
                .contains("Ready: 🟢 `mail-service-go`");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void writesATableForSpreadsheets() {
        assertThat(run("campaign", folder.toString(), "--format", "csv")).isEqualTo(1);
        assertThat(out.toString())
                .startsWith("service,root,tier,state,phase,rule,severity,verdict,places\r\n")
                .contains("auth-service-go,services/auth-service-go,High,blocked,");
    }

    @Test
    void endsWithZeroWhereTheFleetIsReady() {
        assertThat(run("campaign", folder.resolve("services/mail-service-go").toString()))
                .isZero();
    }

    @Test
    void printsJson() throws IOException {
        run("campaign", "--format", "json", "--commit", COMMIT, folder.toString());
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertThat(json.at("/commit").asText()).isEqualTo(COMMIT);
        assertThat(json.at("/summary/blocked").asInt()).isEqualTo(1);
        assertThat(json.at("/services/0/verdicts/db-pool-unconfigured").asText())
                .isEqualTo("missing");
        assertThat(json.at("/services/0/sites/0/path").asText()).isEqualTo("services/auth-service-go/main.go");
    }

    @Test
    void printsAPageWithLinksToTheCode() {
        run("campaign", "--format", "html", "--repository", "acme/fleet", "--commit", COMMIT, folder.toString());
        assertThat(out.toString())
                .startsWith("<!doctype html>")
                .contains(
                        "<a href=\"https://github.com/acme/fleet/blob/" + COMMIT
                                + "/services/auth-service-go/main.go#L6\" aria-label=\"1, db-pool-unconfigured in auth-service-go\">1</a>");
    }

    @Test
    void refusesWhatIsNoCommit() {
        assertThat(run("campaign", "--commit", "main", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).isEqualTo("headroom: --commit asks for a whole sha of 40 or 64 digits\n");
    }
}
