package dev.headroom.analysis.check.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.analysis.Analyzer;
import dev.headroom.analysis.finding.Analysis;
import dev.headroom.analysis.finding.Finding;
import dev.headroom.config.RepositoryConfig;
import dev.headroom.fix.FixApplier;
import dev.headroom.golang.GoSources;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.rule.RuleCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StructAlignmentCheckTest {
    private static final Analyzer ANALYZER = new Analyzer(
            RuleCatalogue.of(RuleCatalogue.builtin().rule("struct-alignment").orElseThrow()));

    /** The figures are those that fieldalignment of golang.org/x/tools gives for such structs. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "x byte, y int32, z byte;12;8",
                "a uint32, b [0]byte;8;4",
                "b bool, i1, i2 int, a3 [3]bool, _ [0]func();40;24",
                "good, x byte, y int32, z byte;20;16",
                "t time.Time, ok bool, n int32, on bool;40;32",
                "ok bool, m sync.Mutex, on bool;16;12"
            })
    void sizeAndOptimalSize(String fields, long size, long optimal) {
        Finding finding =
                findings("""
                package main

                import (
                	"sync"
                	"time"
                )

                type good struct {
                	y int32
                	x byte
                	z byte
                }

                type T struct {
                	%s
                }
                """.formatted(fields.replaceAll(", (?!i2)", "\n\t"))).getFirst();
        assertThat(finding.properties()).isEqualTo(Map.of("size", size, "optimal_size", optimal));
        assertThat(finding.symbol()).isEqualTo("T");
        assertThat(finding.place().startLine()).isEqualTo(14);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "y int32\n\tx byte\n\tz byte",
                "a [0]byte\n\tb uint32",
                "buf [1000]uintptr\n\tp *int",
                "a struct {\n\t\tp *int\n\t\tq [2]uintptr\n\t}\n\tb struct {\n\t\tp *int\n\t\tq uintptr\n\t}"
            })
    void whatIsAsSmallAsItCanBe(String fields) {
        assertThat(findings("package main\n\ntype T struct {\n\t" + fields + "\n}\n"))
                .isEmpty();
    }

    @Test
    void oneFieldMovesAndNoFurtherThanItMust() {
        assertThat(fixed("""
                package main

                type T struct {
                	name   string
                	open   bool
                	lines  []int
                	urgent bool
                	until  int64
                	by     string
                }
                """)).isEqualTo("""
                package main

                type T struct {
                	name   string
                	lines  []int
                	open   bool
                	urgent bool
                	until  int64
                	by     string
                }
                """);
    }

    @Test
    void fieldsSetApartByEmptyLinesAreOneGroup() {
        assertThat(fixed("""
                package main

                type T struct {
                	// Open says whether it is open.
                	Open bool

                	// Name is what people call it.
                	Name string

                	// Final says whether it stays so.
                	Final bool
                }
                """)).isEqualTo("""
                package main

                type T struct {
                	// Name is what people call it.
                	Name string

                	// Open says whether it is open.
                	Open bool

                	// Final says whether it stays so.
                	Final bool
                }
                """);
    }

    @Test
    void aCommentThatHeadsAGroupStaysAtItsHead() {
        assertThat(fixed("""
                package main

                type T struct {
                	// set by the user
                	open  bool
                	name  string
                	final bool
                }
                """)).isEqualTo("""
                package main

                type T struct {
                	// set by the user
                	open  bool
                	final bool
                	name  string
                }
                """);
    }

    @Test
    void aStructInsideOfAStructIsReportedWithoutAFix() {
        List<Finding> findings = findings("""
                package main

                var config struct {
                	debug bool
                	port  int
                	trace bool
                }
                """);
        assertThat(findings).hasSize(1);
        assertThat(findings.getFirst().fix()).isEmpty();
        assertThat(findings.getFirst().message()).startsWith("This struct takes 24 bytes and could take 16");
    }

    @Test
    void ofSeveralConversionsTheFirstIsNamed() {
        StringBuilder source = new StringBuilder("package main\n\ntype T struct {\n\ta bool\n\tb int64\n\tc bool\n}\n");
        for (int i = 0; i < 12; i++) {
            source.append("\ntype V%d struct {\n\ta bool\n\tb int64\n\tc bool\n}\n".formatted(i))
                    .append("\nfunc f%d(t T) V%d { return V%d(t) }\n".formatted(i, i, i));
        }
        assertThat(findings(source.toString()).getFirst().message())
                .contains("a conversion between structs depends on it in main.go:15");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "var _ = T{true, 1, false}|a literal without field names depends on it in main.go:14",
                "var _ = []*T{{true, 1, false}}|a literal without field names",
                "var _ = map[T]T{{true, 1, false}: {}}|a literal without field names",
                "type U T\\n\\nvar _ = U{true, 1, false}|a literal without field names",
                "type V struct { a bool; b int64; c bool }\\n\\nfunc f(v V) T { return T(v) }|a conversion between structs",
                "var _ = binary.Size(T{})|encoding/binary may read or write it in main.go",
                "var _ = unsafe.Offsetof(T{}.b)|package unsafe may look at its memory in main.go"
            })
    void whatDependsOnTheOrder(String use, String reason) {
        Finding finding = findings("""
                package main

                import (
                	%s
                )

                type T struct {
                	a bool
                	b int64
                	c bool
                }

                // The use stands in line 14.
                %s
                """.formatted(
                                use.contains("binary")
                                        ? "\"encoding/binary\""
                                        : use.contains("unsafe") ? "\"unsafe\"" : "\"fmt\"",
                                use.replace("\\n", "\n")))
                .getFirst();
        assertThat(finding.message()).contains("its order is not to be changed lightly: " + reason);
        assertThat(finding.fix()).isEmpty();
    }

    @Test
    void aTestMayDependOnTheOrder() {
        Finding finding = findings("""
                -- main.go --
                package main

                type T struct {
                	a bool
                	b int64
                	c bool
                }
                -- main_test.go --
                package main

                import "testing"

                func TestT(t *testing.T) {
                	for _, each := range []T{
                		{true, 1, false},
                	} {
                		_ = each
                	}
                }
                """).getFirst();
        assertThat(finding.message()).contains("a literal without field names may depend on it in main_test.go");
    }

    @Test
    void tagsThatGoByPositionKeepTheOrder() {
        Finding finding = findings("""
                package main

                type T struct {
                	_ struct{} `cbor:",toarray"`
                	a bool
                	b int64
                	c bool
                }
                """).getFirst();
        assertThat(finding.message()).contains("its encoding goes by position");
    }

    @Test
    void whatMirrorsCKeepsTheOrderOfC() {
        Finding finding = findings("""
                // Created by cgo -godefs - DO NOT EDIT

                package main

                type T struct {
                	a uint32
                	b uint64
                	c uint32
                }
                """).getFirst();
        assertThat(finding.message()).contains("it has the layout of a struct of C");
    }

    @Test
    void whatOthersWroteIsNotReported() {
        assertThat(findings("""
                // Code generated by hand. DO NOT EDIT.

                package main

                type T struct {
                	a bool
                	b int64
                	c bool
                }
                """)).isEmpty();
    }

    private static List<Finding> findings(String archive) {
        return analysis(GoSources.files(archive)).findings();
    }

    private static Analysis analysis(List<SourceFile> files) {
        return ANALYZER.analyze(files, RepositoryConfig.defaults());
    }

    /** The only file after the only fix, after which there is nothing left to report. */
    private static String fixed(String source) {
        SourceFile file = GoSources.files(source).getFirst();
        Finding finding = analysis(List.of(file)).findings().getFirst();
        byte[] changed =
                FixApplier.replace(file.content(), finding.fix().orElseThrow().edits());
        assertThat(analysis(List.of(new SourceFile(file.path(), changed))).findings())
                .isEmpty();
        return new String(changed, StandardCharsets.UTF_8).stripTrailing() + "\n";
    }
}
