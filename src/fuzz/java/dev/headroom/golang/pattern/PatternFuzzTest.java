package dev.headroom.golang.pattern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import dev.headroom.golang.syntax.GoHeader;
import dev.headroom.golang.syntax.GoParser;
import dev.headroom.golang.syntax.ParseRefusedException;
import dev.headroom.golang.syntax.SourceFile;
import dev.headroom.golang.types.GoFile;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A pattern of anybody's is read or refused, and finds what lies in the file, in bounded work. */
class PatternFuzzTest {
    private static final GoParser PARSER = new GoParser();

    static Stream<Arguments> seeds() {
        return Stream.of(
                Arguments.of("$DB.Query($_, $$$)", "package p\nfunc f() { db.Query(ctx, 1, 2) }\n"),
                Arguments.of("for $$$ { $$$; defer $F($$$); $$$ }", "package p\nfunc f() { for { defer g(1) } }\n"),
                Arguments.of("$A + $A", "package p\nvar x = 1+1+1+1+1\n"),
                Arguments.of("T{A: $X, $$$}", "package p\nvar x = T{B: 1, A: 2}\n"));
    }

    @MethodSource("seeds")
    @FuzzTest(maxDuration = "60s")
    void matchesLieInTheFile(@NotNull String pattern, @NotNull String go) {
        byte[] content = go.getBytes(UTF_8);
        try {
            GoFile file = new GoFile(
                    new SourceFile("a.go", content), PARSER.parse(content), GoHeader.read(content), Map.of(), Map.of());
            for (Match match : Pattern.compile(pattern, Map.of("sql", "database/sql")).in(file.root(), file)) {
                assertThat(match.nodes()).isNotEmpty();
                assertThat(match.bindings().values())
                        .allSatisfy(node -> assertThat(node.end()).isLessThanOrEqualTo(content.length));
            }
        } catch (PatternException | ParseRefusedException refused) {
            assertThat(refused).hasMessageMatching("(?s).+");
        }
    }
}
