package dev.headroom.golang.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headroom.golang.GoSources;
import dev.headroom.golang.Program;
import dev.headroom.golang.syntax.Node;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypeSizesTest {

    /** The sizes are what {@code unsafe.Sizeof} and {@code unsafe.Alignof} gave with Go 1.19 on amd64. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bool|1/1",
                "rune|4/4",
                "int|8/8",
                "uintptr|8/8",
                "complex64|8/4",
                "complex128|16/8",
                "string|16/8",
                "error|16/8",
                "any|16/8",
                "*int32|8/8",
                "[]byte|24/8",
                "map[string]bool|8/8",
                "chan int|8/8",
                "<-chan struct{}|8/8",
                "func(int) error|8/8",
                "interface{ Close() error }|16/8",
                "struct{}|0/1",
                "(int16)|2/2",
                "[3]int16|6/2",
                "[0]int64|0/8",
                "[2][3]uint32|24/4",
                "[4]struct{}|0/1",
                "time.Time|24/8",
                "sync.Mutex|8/4",
                "sync.RWMutex|24/4",
                "sync.Once|12/4",
                "sync.WaitGroup|16/8",
                "atomic.Int64|8/8",
                "atomic.Bool|4/4",
                "atomic.Pointer[int]|8/8",
                "bytes.Buffer|40/8",
                "time.Duration|8/8",
                "sql.NullString|24/8",
                "net.IP|24/8",
                "http.Handler|16/8",
                "http.HandlerFunc|8/8",
                "unsafe.Pointer|8/8",
                "uuid.UUID|16/1",
                "struct{ a bool; b int64; c bool }|24/8",
                "struct{ a uint32; b [0]byte }|8/4",
                "struct{ b [0]byte; a uint32 }|4/4",
                "struct{ _ [0]func(); a bool }|8/8",
                "struct{ a, b bool; c int16 }|4/2",
                "struct{ a int64; b struct{} }|16/8",
                "struct{ a struct{}; b struct{} }|0/1",
                "struct{ time.Time; ok bool }|32/8",
                "struct{ *time.Time; ok bool }|16/8"
            })
    void literalTypes(String type, String expected) {
        assertThat(size("type T " + type)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "10;10",
                "0x10;16",
                "0b101;5",
                "0o17;15",
                "017;15",
                "1_000;1000",
                "'a';97",
                "1e3;1000",
                "(2 + 3) * 4;20",
                "7 / 2;3",
                "7 % 4;3",
                "1 << 5;32",
                "0xff &^ 0xf;240",
                "6 | 1;7",
                "6 ^ 3;5",
                "-1 + 3;2",
                "^uint8(3);252",
                "4 << (^uintptr(0) >> 63);8",
                "N;3",
                "N + Size;7",
                "C;2",
                "len(\"abc\");3",
                "len(greeting);5",
                "len(names);2",
                "int(N);3",
                "sha256.Size;32",
                "net.IPv6len;16",
                "unsafe.Sizeof(pair{});16",
                "unsafe.Sizeof((*pair)(nil));8",
                "128 - unsafe.Sizeof(pair{})%64;112",
                "max(N, 9);9",
                "model.Width;12"
            })
    void lengths(String length, String bytes) {
        assertThat(size("type T [" + length + "]byte")).isEqualTo(bytes + "/1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[n]byte|the length of the array [n]byte is not known",
                "[1 / 0]byte|the length of the array [1 / 0]byte is not known",
                "[-1]byte|the length of the array [-1]byte is not known",
                "[1 << 60]int64|the length of the array [1 << 60]int64 is not known",
                "elsewhere.Thing|the size of example.org/elsewhere.Thing is not known",
                "struct{ a int; b elsewhere.Thing }|the size of example.org/elsewhere.Thing is not known",
                "Missing|the type Missing is declared out of sight",
                "model.Missing|the type model.Missing is not declared in its package",
                "C.int|the size of C.int is not known",
                "[2]T|the type T contains itself",
                "struct{ next T }|the type T contains itself",
                "list[int, string]|the type E is declared out of sight"
            })
    void unknown(String type, String reason) {
        assertThat(size("type T " + type)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "type T Key|8/2",
                "type T = Key|8/2",
                "type T model.Row|32/8",
                "type T box[bool]|2/1",
                "type T box[string]|24/8",
                "type T box[box[int32]]|12/4",
                "type T = both[int8, int64]|16/8",
                "type T model.Box[int16]|4/2",
                "type T node|24/8",
                "type T tree|16/8",
                "type T struct{ box[int64] }|16/8",
                "type T struct{ *box[bool]; b bool }|16/8",
                "type T pointers[struct{ next T }]|8/8"
            })
    void declaredTypes(String declaration, String expected) {
        assertThat(size(declaration)).isEqualTo(expected);
    }

    @Test
    void sizesThatReleasesChangedDependOnTheGoLine() {
        assertThat(sizes("1.19", "type T sync.Map")).isEqualTo("the size of sync.Map depends on the release of Go");
        assertThat(sizes("1.23", "type T sync.Map")).isEqualTo("the size of sync.Map depends on the release of Go");
        assertThat(sizes("1.24.1", "type T sync.Map")).isEqualTo("48/8");
    }

    @Test
    void theDeclarationForLinuxIsMeant() {
        assertThat(size("""
                type T handle
                -- a_darwin.go --
                package main
                type handle struct{ a, b, c int64 }
                -- b_linux.go --
                package main
                type handle int32
                -- c_windows.go --
                package main
                type handle uintptr
                """)).isEqualTo("4/4");
    }

    @Test
    void theStandardLibraryImportsItsPackagesWithoutItsPath() {
        Program program = GoSources.program("""
                -- go.mod --
                module std

                go 1.19
                -- internal/poll/fd.go --
                package poll

                type FD struct{ a, b int32 }
                -- os/file.go --
                package os

                import "internal/poll"

                type T struct {
                	ok bool
                	fd poll.FD
                }
                """);
        assertThat(describe(program)).isEqualTo("12/4");
    }

    @Test
    void aTypeParameterHidesTheTypeOfItsName() {
        Program program = GoSources.program("""
                package main

                type E int64

                func f[E any]() {
                	type T struct{ e E }
                }
                """);
        assertThat(describe(program)).isEqualTo("it depends on the type parameter E");
    }

    @Test
    void nothingIsSaidOfCodeThatDoesNotParse() {
        assertThat(size("type T struct {\n\ta bool\n\tb int64 )(\n}")).contains("does not parse");
    }

    @Test
    void anOrderOfFallingAlignmentIsTheSmallest() {
        Program program = program("1.22", """
                type T struct {
                	a  bool
                	b  int64
                	c  [0]string
                	d  uint16
                	e  [3]int32
                	f  bool
                	_  [0]func()
                }
                """);
        StructLayout layout = new TypeSizes(program)
                .layout(GoSources.find(program, "T")
                        .parent()
                        .orElseThrow()
                        .field("type")
                        .orElseThrow())
                .orElseThrow();
        assertThat(layout.size()).isEqualTo(new TypeSize.Known(48, 8));
        assertThat(layout.optimalSize()).isEqualTo(24);
        assertThat(layout.slots().stream()
                        .map(slot -> slot.name() + " " + slot.size().bytes())
                        .collect(Collectors.joining(", ")))
                .isEqualTo("a 1, b 8, c 0, d 2, e 12, f 1, _ 0");
    }

    private static String size(String code) {
        return sizes("1.22", code);
    }

    private static String sizes(String release, String code) {
        return describe(program(release, code));
    }

    private static Program program(String release, String code) {
        return GoSources.program("""
                -- go.mod --
                module m.example/m

                go %s
                -- model/model.go --
                package model

                const Width = 4 * Three
                const Three = 3

                type Row struct {
                	Name string
                	OK   bool
                	N    int32
                	M    int16
                }

                type Box[V any] struct {
                	Full  bool
                	Value V
                }
                -- main.go --
                package main

                import (
                	"C"
                	"bytes"
                	"crypto/sha256"
                	"database/sql"
                	"net"
                	"net/http"
                	"sync"
                	"sync/atomic"
                	"time"
                	"unsafe"

                	"example.org/elsewhere"
                	"github.com/google/uuid"
                	"m.example/m/model"
                )

                const (
                	A = iota
                	B
                	C
                	N
                )

                const Size, greeting = 4, "hello"

                var n = 3
                var names = [...]string{"a", "b"}

                type Key [Size]uint16
                type pair struct{ a, b int64 }
                type box[V any] struct {
                	full  bool
                	value V
                }
                type both[K comparable, V any] struct {
                	key   K
                	value V
                }
                type list[E, F any] struct{ of [2]list2[E] }
                type list2[X any] struct{ e E }
                type node struct {
                	next *node
                	name string
                }
                type tree struct {
                	children map[string]tree
                	leaf     bool
                }
                type pointers[V any] struct{ v *V }

                """.formatted(release) + code);
    }

    private static String describe(Program program) {
        Node declared = program.files().stream()
                .flatMap(file -> file.nodes("type_spec", "type_alias").stream())
                .filter(spec -> spec.field("name").orElseThrow().text().equals("T"))
                .findFirst()
                .orElseThrow();
        return switch (new TypeSizes(program).of(declared.field("type").orElseThrow())) {
            case TypeSize.Known(long bytes, int alignment) -> bytes + "/" + alignment;
            case TypeSize.Unknown(String reason) -> reason;
        };
    }
}
