package dev.headroom.campaign.text;

import static dev.headroom.campaign.Fleets.POOL;
import static dev.headroom.campaign.Fleets.REDIS;
import static dev.headroom.campaign.Fleets.audit;
import static dev.headroom.campaign.Fleets.campaign;
import static dev.headroom.campaign.Fleets.service;
import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.finding.ServiceReport;
import dev.headroom.campaign.Fleets;
import dev.headroom.campaign.progress.Campaign;
import dev.headroom.campaign.progress.History;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CampaignTextTest {

    @Test
    void tellsTheStateOfTheFleet() {
        assertThat(new CampaignText(campaign(Fleets.five(), History.EMPTY)).body())
                .isEqualTo("""
                <!-- headroom:campaign -->
                <!-- headroom:content f40136dcc9fb0d51c2b136c1f9959cfba565c67bbeb6961a82907015270da00a -->

                **Controls**, as a comment here by people with write access: `/headroom campaign pause` leaves everything as it is, `/headroom campaign start` goes on, `/headroom campaign stop` ends it; `/headroom campaign fix SERVICE` or `fix RULE` opens pull requests with the safe fixes. This text is kept up to date by Headroom; what you write below the line at its end is kept.

                ## Summary

                **2 of 5 services (40 %) have at least one blocker.** 3 are ready, 2 of them without warnings.
                The most widespread is `db-pool-unconfigured`, in 2 services.

                - **Owner**: nobody yet; name one as `campaign.owner` in `.github/headroom.yml`
                - **Deadline**: 6 April 2026
                - **Forecast**: The pace can be told after the first week.

                ## Blockers

                A service with one of these does not go to the next stage.

                | Blocker | Services affected | Applies to | Of 5 | Not decided | What it causes |
                |---|--:|--:|--:|--:|---|
                | Database pool has no limit<br>`db-pool-unconfigured` | **2** | 4 | 40 % | 1 | The database sees replicas x pool size connections; a burst takes all there are. |
                | Redis pool has no chosen size<br>`redis-pool-unconfigured` | **1** | 2 | 20 % | 0 | Requests queue for the few connections there are. |

                ## Warnings

                | Warning | Services affected | Applies to | Of 5 | Not decided | What it causes |
                |---|--:|--:|--:|--:|---|
                | Struct has gaps between its fields<br>`struct-alignment` | **1** | 1 | 20 % | 0 | Memory that holds nothing. |

                ## Services as a whole

                | What is missing | Services affected | Applies to | Of 5 | Not decided | What it causes |
                |---|--:|--:|--:|--:|---|
                | Nothing tells how the service is<br>`health-endpoints-missing` | **1** | 1 | 20 % | 0 | An orchestrator restarts what does not answer. |

                ## Progress

                | Ready | 2 March 2026 | Now |
                |---|--:|--:|
                | **All services** | 3 of 5 (60 %) | **3 of 5 (60 %)** |
                | Top | 0 of 1 (0 %) | 0 of 1 (0 %) |
                | High | 0 of 1 (0 %) | 0 of 1 (0 %) |
                | Other | 3 of 3 (100 %) | 3 of 3 (100 %) |
                | Bytes that struct layouts waste, a value of each | 8 bytes | 8 bytes |

                The pace can be told after the first week.

                ## Services by tier

                **n** places to correct · ✓ right · ? cannot be decided from the code · – does not apply

                ### Top: 0 of 1 ready (0 %)

                | Service | `db-pool-unconfigured` | `redis-pool-unconfigured` | Issue |
                |---|:-:|:-:|---|
                | `combat-service-go` | **1** | – |  |

                ### High: 0 of 1 ready (0 %)

                | Service | `db-pool-unconfigured` | `redis-pool-unconfigured` | Issue |
                |---|:-:|:-:|---|
                | `auth-service-go` | **1** | **1** |  |

                ### Other: 3 of 3 ready (100 %)

                Ready: 🟡 `billing-service-go`, 🟢 `mail-service-go`, 🟢 `quest-service-go`

                ## Phases

                | Phase (milestone) | What | Done | Due |
                |---|---|--:|---|
                | Planning |  |  | 9 March 2026 |
                | Critical blockers in the first 20 services | `db-pool-unconfigured` | 0 of 2 services | 16 March 2026 |
                | Critical blockers and struct alignment everywhere | `db-pool-unconfigured`, `struct-alignment` | 2 of 5 services | 23 March 2026 |
                | Redis pools and advanced patterns | `redis-pool-unconfigured` | 1 of 2 services | 30 March 2026 |
                | Load test and validation |  |  | 6 April 2026 |

                **Critical blockers in the first 20 services**: ⬜ `combat-service-go`, ⬜ `auth-service-go`

                ## Templates of the fixes

                <details><summary>With the settings of this repository, to be adapted by hand</summary>

                **Limit the pool to 50 connections** (`db-pool-unconfigured`)

                ```go
                db.SetMaxOpenConns(50)
                db.SetMaxIdleConns(50)
                ```

                </details>

                `headroom check --fix` writes those that are safe.

                ## Success criteria

                - ⬜ no service has a blocker
                - ⬜ no struct of a service wastes memory by the order of its fields
                - P99 below 30 ms on hot paths, memory within 10 % of the optimum
                - 50,000 to 100,000 and more concurrent users, 30,000 and more requests a second, in the load test

                ## Risks and rollback

                - **Order of fields**: another order changes the bytes of what is encoded from a struct, and breaks literals without field names. Such structs are told apart; run the tests of the services that read the data.
                - **Pool sizes**: a pool that is too large takes the database's connections, replicas × pool size; one that is too small makes requests wait. Compare with the limit of the database, and watch the pool's metrics after the deployment.
                - **Deadlines**: a deadline that is too short turns slow answers into errors. Begin with the P99 of the call.
                - **Rollback**: merge the fixes of each service in a pull request of its own. Revert the one that hurts: the service's issue opens again by itself.

                ## Run it on your machine

                ```sh
                headroom check services/NAME          # one service
                headroom check services/NAME --fix    # with all fixes that are safe
                headroom campaign .                   # this text
                ```

                _Last updated on 2 March 2026 at [`aaaaaaa`](https://github.com/acme/fleet/commit/aaaaaaa1aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa)._

                <!-- headroom:below -->

                ---

                _What you write below this line is kept._
                """);
    }

    @Test
    void listsTasksWhereThereAreNoSubIssues() {
        Campaign listed = campaign(Fleets.five(), History.EMPTY).with(Map.of("auth-service-go", 12), true);
        assertThat(new CampaignText(listed).body())
                .contains("- [ ] #12 `auth-service-go`: `db-pool-unconfigured`, `redis-pool-unconfigured`\n")
                .contains("- [ ] `combat-service-go`: `db-pool-unconfigured`\n");
    }

    @Test
    void staysBelowTheLimitWhateverTheFleet() {
        ServiceReport[] services = IntStream.range(0, 1_000)
                .mapToObj(i -> service("a-service-with-quite-a-long-name-%04d-service-go".formatted(i), POOL, REDIS))
                .toArray(ServiceReport[]::new);
        String body = new CampaignText(campaign(audit(services), History.EMPTY)).body();
        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(50_000, 60_000);
        List<String> rows =
                body.lines().filter(line -> line.startsWith("| `a-service")).toList();
        assertThat(rows).allMatch(row -> row.endsWith(" |"));
        assertThat(body).contains("\n\nand " + (1_000 - rows.size()) + " services with blockers more\n");
        assertThat(body).endsWith("_What you write below this line is kept._\n");
    }

    @Test
    void namesOfServicesAreOnlyShown() {
        String body = new CampaignText(campaign(audit(service("a`|@acme/all <!-- x", POOL)), History.EMPTY)).body();
        assertThat(body).contains("| ``a`\\|@acme/all <!-- x`` |");
    }
}
