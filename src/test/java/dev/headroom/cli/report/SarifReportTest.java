package dev.headroom.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.headroom.rule.Severity;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class SarifReportTest {

    @Test
    void printsEverythingThereIs() {
        assertThat(new SarifReport().write(Reports.fleet(Severity.HINT))).isEqualTo("""
                        {
                          "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json",
                          "version": "2.1.0",
                          "runs": [
                            {
                              "tool": {
                                "driver": {
                                  "name": "Headroom",
                                  "version": "1.2.3",
                                  "rules": [
                                    {
                                      "id": "pool-unlimited",
                                      "shortDescription": {
                                        "text": "Database pool has no limit"
                                      },
                                      "fullDescription": {
                                        "text": "Because it matters."
                                      },
                                      "help": {
                                        "text": "Because it matters.\\n\\nhttps://example.com/pool-unlimited",
                                        "markdown": "Because it matters.\\n\\n<https://example.com/pool-unlimited>"
                                      },
                                      "helpUri": "https://example.com/pool-unlimited",
                                      "defaultConfiguration": {
                                        "level": "error"
                                      }
                                    },
                                    {
                                      "id": "struct-alignment",
                                      "shortDescription": {
                                        "text": "Struct wastes memory"
                                      },
                                      "fullDescription": {
                                        "text": "Because it matters."
                                      },
                                      "help": {
                                        "text": "Because it matters.\\n\\nhttps://example.com/struct-alignment",
                                        "markdown": "Because it matters.\\n\\n<https://example.com/struct-alignment>"
                                      },
                                      "helpUri": "https://example.com/struct-alignment",
                                      "defaultConfiguration": {
                                        "level": "warning"
                                      }
                                    }
                                  ]
                                }
                              },
                              "invocations": [
                                {
                                  "executionSuccessful": true,
                                  "toolExecutionNotifications": [
                                    {
                                      "level": "warning",
                                      "message": {
                                        "text": "The file was skipped: larger than 4 MiB."
                                      },
                                      "locations": [
                                        {
                                          "physicalLocation": {
                                            "artifactLocation": {
                                              "uri": "services/guild/huge.go",
                                              "uriBaseId": "%SRCROOT%"
                                            }
                                          }
                                        }
                                      ]
                                    }
                                  ]
                                }
                              ],
                              "originalUriBaseIds": {
                                "%SRCROOT%": {
                                  "description": {
                                    "text": "The folder that was checked."
                                  }
                                }
                              },
                              "columnKind": "unicodeCodePoints",
                              "results": [
                                {
                                  "ruleId": "pool-unlimited",
                                  "ruleIndex": 0,
                                  "level": "error",
                                  "message": {
                                    "text": "Database pool has no limit. `sql.Open` opens a pool without a maximum, 100% of the time."
                                  },
                                  "locations": [
                                    {
                                      "physicalLocation": {
                                        "artifactLocation": {
                                          "uri": "services/combat/store/db%201.go",
                                          "uriBaseId": "%SRCROOT%"
                                        },
                                        "region": {
                                          "startLine": 6,
                                          "startColumn": 27,
                                          "endLine": 6,
                                          "endColumn": 46,
                                          "byteOffset": 115,
                                          "byteLength": 19
                                        }
                                      },
                                      "logicalLocations": [
                                        {
                                          "fullyQualifiedName": "open"
                                        }
                                      ]
                                    }
                                  ],
                                  "relatedLocations": [
                                    {
                                      "id": 1,
                                      "physicalLocation": {
                                        "artifactLocation": {
                                          "uri": "services/combat/main.go",
                                          "uriBaseId": "%SRCROOT%"
                                        },
                                        "region": {
                                          "startLine": 4,
                                          "startColumn": 2,
                                          "endLine": 4,
                                          "endColumn": 18,
                                          "byteOffset": 41,
                                          "byteLength": 17
                                        }
                                      },
                                      "message": {
                                        "text": "main calls open"
                                      }
                                    }
                                  ],
                                  "partialFingerprints": {
                                    "headroom/v1": "00112233445566aa"
                                  },
                                  "fixes": [
                                    {
                                      "description": {
                                        "text": "Limit the pool to 50 connections."
                                      },
                                      "artifactChanges": [
                                        {
                                          "artifactLocation": {
                                            "uri": "services/combat/store/db%201.go",
                                            "uriBaseId": "%SRCROOT%"
                                          },
                                          "replacements": [
                                            {
                                              "deletedRegion": {
                                                "startLine": 3,
                                                "startColumn": 1,
                                                "endLine": 3,
                                                "endColumn": 22,
                                                "byteOffset": 15,
                                                "byteLength": 21
                                              },
                                              "insertedContent": {
                                                "text": "import (\\n\\t\\"database/sql\\"\\n\\t\\"time\\"\\n)"
                                              }
                                            },
                                            {
                                              "deletedRegion": {
                                                "startLine": 7,
                                                "startColumn": 1,
                                                "endLine": 7,
                                                "endColumn": 1,
                                                "byteOffset": 135,
                                                "byteLength": 0
                                              },
                                              "insertedContent": {
                                                "text": "\\tdb.SetMaxOpenConns(50)\\n"
                                              }
                                            }
                                          ]
                                        }
                                      ]
                                    }
                                  ],
                                  "properties": {
                                    "service": "combat",
                                    "scope": "site",
                                    "hot": false
                                  }
                                },
                                {
                                  "ruleId": "struct-alignment",
                                  "ruleIndex": 1,
                                  "level": "warning",
                                  "message": {
                                    "text": "Struct wastes 8 of 24 bytes. Another order of fields takes 16 bytes."
                                  },
                                  "locations": [
                                    {
                                      "physicalLocation": {
                                        "artifactLocation": {
                                          "uri": "services/guild/guild.go",
                                          "uriBaseId": "%SRCROOT%"
                                        },
                                        "region": {
                                          "startLine": 3,
                                          "startColumn": 6,
                                          "endLine": 3,
                                          "endColumn": 18,
                                          "byteOffset": 19,
                                          "byteLength": 12
                                        }
                                      },
                                      "logicalLocations": [
                                        {
                                          "fullyQualifiedName": "Guild"
                                        }
                                      ]
                                    }
                                  ],
                                  "partialFingerprints": {
                                    "headroom/v1": "00112233445566bb"
                                  },
                                  "properties": {
                                    "service": "guild",
                                    "scope": "site",
                                    "hot": false,
                                    "optimal_size": 16,
                                    "size": 24
                                  }
                                },
                                {
                                  "ruleId": "struct-alignment",
                                  "ruleIndex": 1,
                                  "level": "warning",
                                  "message": {
                                    "text": "Struct wastes 8 of 24 bytes. Another order of fields takes 16 bytes."
                                  },
                                  "locations": [
                                    {
                                      "physicalLocation": {
                                        "artifactLocation": {
                                          "uri": "services/guild/guild.go",
                                          "uriBaseId": "%SRCROOT%"
                                        },
                                        "region": {
                                          "startLine": 6,
                                          "startColumn": 2,
                                          "endLine": 6,
                                          "endColumn": 11,
                                          "byteOffset": 58,
                                          "byteLength": 9
                                        }
                                      },
                                      "logicalLocations": [
                                        {
                                          "fullyQualifiedName": "Guild"
                                        }
                                      ]
                                    }
                                  ],
                                  "partialFingerprints": {
                                    "headroom/v1": "00112233445566cc"
                                  },
                                  "properties": {
                                    "service": "guild",
                                    "scope": "site",
                                    "hot": false
                                  },
                                  "suppressions": [
                                    {
                                      "kind": "inSource",
                                      "justification": "the order is the wire format"
                                    }
                                  ]
                                }
                              ],
                              "properties": {
                                "services": [
                                  {
                                    "name": "ability",
                                    "root": "services/ability",
                                    "verdicts": {
                                      "pool-unlimited": "not_applicable",
                                      "struct-alignment": "ok"
                                    }
                                  },
                                  {
                                    "name": "combat",
                                    "root": "services/combat",
                                    "verdicts": {
                                      "pool-unlimited": "missing",
                                      "struct-alignment": "unknown"
                                    }
                                  },
                                  {
                                    "name": "guild",
                                    "root": "services/guild",
                                    "verdicts": {
                                      "pool-unlimited": "not_applicable",
                                      "struct-alignment": "missing"
                                    }
                                  }
                                ]
                              }
                            }
                          ]
                        }
                        """);
    }

    @Test
    void keepsToTheSchemaOfTheStandard() throws IOException {
        try (InputStream schema = SarifReportTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            Schema sarif = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(schema);
            assertThat(sarif.validate(new SarifReport().write(Reports.fleet(Severity.HINT)), InputFormat.JSON))
                    .isEmpty();
            assertThat(sarif.validate(new SarifReport().write(Reports.clean()), InputFormat.JSON))
                    .isEmpty();
            assertThat(sarif.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON))
                    .as("what the schema must refuse")
                    .isNotEmpty();
        }
    }

    @Test
    void repeatsNothingInAnEmptyRun() throws IOException {
        JsonNode run = new ObjectMapper()
                .readTree(new SarifReport().write(Reports.clean()))
                .path("runs")
                .path(0);
        assertThat(run.path("results")).isEmpty();
        assertThat(run.path("invocations").path(0).path("executionSuccessful").asBoolean())
                .isTrue();
    }

    @Test
    void encodesUris() {
        assertThat(SarifPlaces.uri("a b/ä%/c:d#e?[f].go")).isEqualTo("a%20b/%C3%A4%25/c%3Ad%23e%3F%5Bf%5D.go");
    }
}
