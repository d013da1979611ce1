package dev.headroom.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.rule.Severity;
import org.junit.jupiter.api.Test;

class JsonReportTest {

    @Test
    void hasTheDocumentedShape() {
        assertThat(new JsonReport().write(Reports.fleet(Severity.HINT))).isEqualTo("""
                        {
                          "version": 1,
                          "headroom": "1.2.3",
                          "summary": {
                            "blockers": 1,
                            "warnings": 1,
                            "hints": 0,
                            "suppressed": 1,
                            "undecided": 2,
                            "files": 3
                          },
                          "services": [
                            {
                              "name": "ability",
                              "root": "services/ability",
                              "verdicts": {
                                "pool-unlimited": "not_applicable",
                                "struct-alignment": "ok"
                              },
                              "undecided": {}
                            },
                            {
                              "name": "combat",
                              "root": "services/combat",
                              "verdicts": {
                                "pool-unlimited": "missing",
                                "struct-alignment": "unknown"
                              },
                              "undecided": {
                                "struct-alignment": 2
                              }
                            },
                            {
                              "name": "guild",
                              "root": "services/guild",
                              "verdicts": {
                                "pool-unlimited": "not_applicable",
                                "struct-alignment": "missing"
                              },
                              "undecided": {}
                            }
                          ],
                          "findings": [
                            {
                              "rule": "pool-unlimited",
                              "severity": "blocker",
                              "service": "combat",
                              "path": "services/combat/store/db 1.go",
                              "line": 6,
                              "column": 27,
                              "end_line": 6,
                              "end_column": 46,
                              "symbol": "open",
                              "scope": "site",
                              "hot": false,
                              "title": "Database pool has no limit",
                              "message": "`sql.Open` opens a pool without a maximum, 100% of the time.",
                              "fingerprint": "00112233445566aa",
                              "related": [
                                {
                                  "path": "services/combat/main.go",
                                  "line": 4,
                                  "column": 2,
                                  "end_line": 4,
                                  "end_column": 18,
                                  "message": "main calls open"
                                }
                              ],
                              "properties": {},
                              "fix": {
                                "title": "Limit the pool to 50 connections",
                                "safe": true,
                                "edits": [
                                  {
                                    "path": "services/combat/store/db 1.go",
                                    "start_byte": 15,
                                    "end_byte": 36,
                                    "replacement": "import (\\n\\t\\"database/sql\\"\\n\\t\\"time\\"\\n)"
                                  },
                                  {
                                    "path": "services/combat/store/db 1.go",
                                    "start_byte": 135,
                                    "end_byte": 135,
                                    "replacement": "\\tdb.SetMaxOpenConns(50)\\n"
                                  }
                                ]
                              }
                            },
                            {
                              "rule": "struct-alignment",
                              "severity": "warning",
                              "service": "guild",
                              "path": "services/guild/guild.go",
                              "line": 3,
                              "column": 6,
                              "end_line": 3,
                              "end_column": 18,
                              "symbol": "Guild",
                              "scope": "site",
                              "hot": false,
                              "title": "Struct wastes 8 of 24 bytes",
                              "message": "Another order of fields takes 16 bytes.",
                              "fingerprint": "00112233445566bb",
                              "related": [],
                              "properties": {
                                "optimal_size": 16,
                                "size": 24
                              }
                            }
                          ],
                          "suppressed": [
                            {
                              "rule": "struct-alignment",
                              "severity": "warning",
                              "service": "guild",
                              "path": "services/guild/guild.go",
                              "line": 6,
                              "column": 2,
                              "end_line": 6,
                              "end_column": 11,
                              "symbol": "Guild",
                              "scope": "site",
                              "hot": false,
                              "title": "Struct wastes 8 of 24 bytes",
                              "message": "Another order of fields takes 16 bytes.",
                              "fingerprint": "00112233445566cc",
                              "related": [],
                              "properties": {},
                              "reason": "the order is the wire format"
                            }
                          ],
                          "skipped": [
                            {
                              "path": "services/guild/huge.go",
                              "reason": "larger than 4 MiB"
                            }
                          ]
                        }
                        """);
    }
}
