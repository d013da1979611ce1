package dev.headroom.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.cli.terminal.Terminal;
import dev.headroom.rule.Severity;
import org.junit.jupiter.api.Test;

class TextReportTest {
    private final TextReport plain = new TextReport(Terminal.PLAIN);

    @Test
    void showsWhatAPersonNeeds() {
        assertThat(plain.write(Reports.fleet(Severity.HINT))).isEqualTo("""
                        ../fleet/services/combat/store/db 1.go:6:27  BLOCKER  pool-unlimited  Database pool has no limit

                          5 | func open(name, dsn string) (*sql.DB, error) {
                          6 |     /* ä𝄞 �[2J */ db, err := sql.Open(name, dsn)
                            |                              ^^^^^^^^^^^^^^^^^^^
                          7 |     return db, err

                          `sql.Open` opens a pool without a maximum, 100% of the time.
                            ../fleet/services/combat/main.go:4:2  main calls open

                          Fix: Limit the pool to 50 connections
                          @@ line 3 @@
                          - import "database/sql"
                          + import (
                          +     "database/sql"
                          +     "time"
                          + )
                          @@ line 7 @@
                          +     db.SetMaxOpenConns(50)

                        ../fleet/services/guild/guild.go:3:6  WARNING  struct-alignment  Struct wastes 8 of 24 bytes

                          3 | type Guild struct {
                            |      ^^^^^^^^^^^^
                          4 |     Open bool

                          Another order of fields takes 16 bytes.

                                  1    2
                        combat    1    ?
                        guild     -    1

                         1  pool-unlimited    blocker  1 of 3
                         2  struct-alignment  warning  1 of 3

                        skipped ../fleet/services/guild/huge.go: larger than 4 MiB
                        1 blocker, 1 warning (1 suppressed, 2 places undecided) in 3 files, 3 units""");
    }

    @Test
    void tellsNothingBelowTheSeverityAskedFor() {
        assertThat(plain.write(Reports.fleet(Severity.BLOCKER)))
                .doesNotContain("struct-alignment")
                .endsWith("1 blocker (2 places undecided) in 3 files, 3 units");
    }

    @Test
    void listsTheServicesOfEachRuleWhereATableWouldBeTooWide() {
        String table = new ServiceTable(new Terminal(false, 15)).write(Reports.fleet(Severity.HINT));
        assertThat(new ServiceTable(new Terminal(false, 20)).write(Reports.fleet(Severity.HINT)))
                .contains("combat    1    ?");
        assertThat(table).doesNotContain("combat    1").contains("blocker  pool-", "\n    combat 1\n");
    }

    @Test
    void saysOneLineWhereNothingIsFound() {
        assertThat(plain.write(Reports.clean())).isEqualTo("nothing found in 3 files, 1 unit");
    }

    @Test
    void coloursOnATerminalAndLetsNoEscapeOfTheCodeThrough() {
        String coloured = new TextReport(new Terminal(true, 100)).write(Reports.fleet(Severity.HINT));
        assertThat(coloured)
                .contains("\u001b[1;31mBLOCKER\u001b[0m")
                .contains("\u001b[32m+     db.SetMaxOpenConns(50)\u001b[0m")
                .doesNotContain("\u001b[2J");
        assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain.write(Reports.fleet(Severity.HINT)));
    }
}
